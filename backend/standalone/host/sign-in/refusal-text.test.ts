import { refusalText } from './refusal-text';

describe('refusalText', () => {
  it.each([
    [401, null, /does not know this token/],
    [400, null, /does not know this token/],
    [403, null, /does not allow the role/],
    [429, '12', /in 12 s\./],
    [429, null, /in a minute\./],
    [429, 'Wed, 21 Oct 2026 07:28:00 GMT', /in a minute\./],
    [503, null, /status 503/],
  ])('says what %d (retry after %s) means', (status, retryAfter, text) => {
    expect(refusalText(status, retryAfter)).toMatch(text);
  });
});
