import fc from 'fast-check';
import { toSecret } from '../../../api/secret';
import { formFindings } from './form-findings';
import { formFieldOf } from './form-fields';
import { formValuesOf, NEW_SECRET, type EditorMode } from './form-values';

const CREATE: EditorMode = { kind: 'create', decrypters: [] };
const complete = { ...NEW_SECRET, name: 'a', description: 'd', value: 'v' };
const fieldsOf = (values: typeof NEW_SECRET, mode: EditorMode) =>
  formFindings(values, mode, 'default').map(({ rule, field }) => [rule, formFieldOf(field, values.source)]);

describe('formFindings', () => {
  it('finds everything that is missing at once', () => {
    expect(fieldsOf(NEW_SECRET, CREATE)).toEqual([
      ['description-required', 'description'],
      ['value-or-ref-required', 'value'],
      ['name-invalid', 'name'],
    ]);
    expect(fieldsOf(complete, CREATE)).toEqual([]);
  });

  it('lets labels be that the API took and a form would not, until they are changed', () => {
    const secret = toSecret({ metadata: { name: 'a', labels: { 'example.com/x': '' } }, spec: { description: 'd' } });
    const mode: EditorMode = { kind: 'edit', secret };
    const values = formValuesOf(mode);
    expect(fieldsOf(values, mode)).toEqual([]);
    expect(fieldsOf({ ...values, labels: [{ key: 'example.com/y', value: '' }] }, mode)).toEqual([
      ['label-key-invalid', 'labels.0.key'],
      ['label-value-required', 'labels.0.value'],
    ]);
  });

  it('does not ask for fewer labels than there were', () => {
    const labels = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`k${index}`, 'v']));
    const mode: EditorMode = {
      kind: 'edit',
      secret: toSecret({ metadata: { name: 'a', labels }, spec: { description: 'd' } }),
    };
    const values = formValuesOf(mode);
    expect(fieldsOf(values, mode)).toEqual([]);
    expect(fieldsOf({ ...values, labels: [...values.labels, { key: 'k', value: 'v' }] }, mode)).toEqual([
      ['labels-too-many', 'labels'],
    ]);
  });

  it('asks for no value of a secret that keeps one or points elsewhere', () => {
    const kept: EditorMode = {
      kind: 'edit',
      secret: toSecret({ metadata: { name: 'a' }, spec: { description: 'd' } }),
    };
    const ref: EditorMode = {
      kind: 'edit',
      secret: toSecret({ metadata: { name: 'a' }, spec: { description: 'd', ref: 'aws/x' } }),
    };
    expect(fieldsOf(formValuesOf(kept), kept)).toEqual([]);
    expect(fieldsOf(formValuesOf(ref), ref)).toEqual([]);
    expect(fieldsOf({ ...formValuesOf(kept), givesValue: true }, kept)).toEqual([['value-or-ref-required', 'value']]);
  });

  it('has a place on the form for everything it can find', () => {
    const text = fc.oneof(fc.string(), fc.string({ minLength: 60, maxLength: 300 }));
    const values = fc.record({
      name: text,
      description: text,
      source: fc.constantFrom<'value' | 'reference'>('value', 'reference'),
      givesValue: fc.boolean(),
      value: text,
      ref: fc.string({ maxLength: 1100 }),
      decrypters: fc.array(text, { maxLength: 70 }),
      acceptsNobody: fc.boolean(),
      otherDecrypter: fc.constant(''),
      labels: fc.array(fc.record({ key: text, value: text }), { maxLength: 12 }),
    });
    fc.assert(
      fc.property(values, (one) => {
        formFindings(one, CREATE, 'default').forEach(({ field }) =>
          expect(formFieldOf(field, one.source)).toBeDefined()
        );
      })
    );
  });
});
