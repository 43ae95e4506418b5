import { configure } from '@testing-library/react';
import './.config/jest-setup';

// On a machine that has other things to do, a page takes longer to come than Testing Library's one second.
configure({ asyncUtilTimeout: 10_000 });

// Combobox measures its text; jsdom has no canvas.
HTMLCanvasElement.prototype.getContext = () => ({ measureText: (text) => ({ width: text.length * 8 }) });
