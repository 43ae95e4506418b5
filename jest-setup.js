import './.config/jest-setup';

// Combobox measures its text; jsdom has no canvas.
HTMLCanvasElement.prototype.getContext = () => ({ measureText: (text) => ({ width: text.length * 8 }) });
