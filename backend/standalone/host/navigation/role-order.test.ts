import { roleIncludes } from './role-order';

describe('roleIncludes', () => {
  it.each([
    ['Admin', 'Admin', true],
    ['Admin', 'Viewer', true],
    ['Editor', 'Admin', false],
    ['Viewer', undefined, true],
    ['None', undefined, false],
    ['', 'Viewer', false],
    ['Admin', 'Grafana Admin', false],
    ['unheard', 'None', false],
  ])('%s includes %s: %s', (held, needed, expected) => {
    expect(roleIncludes(held, needed)).toBe(expected);
  });
});
