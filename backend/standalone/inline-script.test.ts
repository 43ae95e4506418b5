import fc from 'fast-check';
import { scriptJson } from './inline-script.ts';

describe('scriptJson', () => {
  it.each(['</script><script>alert(1)</script>', '<!--', ']]>', 'a\u2028b\u2029c', '&lt;'])(
    'writes %j so that it cannot leave its element',
    (text) => {
      const source = scriptJson({ text });
      expect(source).not.toMatch(/[<>&\u2028\u2029]/);
      expect(JSON.parse(source)).toEqual({ text });
    }
  );

  it('means the same value, whatever it is, and holds nothing that HTML or JavaScript would read otherwise', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const source = scriptJson(value);
        expect(JSON.stringify(JSON.parse(source))).toBe(JSON.stringify(value));
        expect(source).not.toMatch(/[<>&\u2028\u2029]/);
      })
    );
  });
});
