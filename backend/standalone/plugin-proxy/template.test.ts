import { parseTemplate, renderTemplate } from './template.ts';

const DATA = {
  jsonData: { backendUrl: 'http://127.0.0.1:3001', port: 3001, isOn: true, nested: {}, nothing: null },
  secureJsonData: { backendToken: 's3cret' },
};
const render = (text: string) => renderTemplate(parseTemplate(text), DATA);

describe('the template of a route', () => {
  it.each([
    ['', ''],
    ['none', 'none'],
    ['{{ .JsonData.backendUrl }}/apis', 'http://127.0.0.1:3001/apis'],
    ['{{.SecureJsonData.backendToken}}', 's3cret'],
    ['{{ .JsonData.port }}-{{ .JsonData.isOn }}-{{ .SecureJsonData.backendToken }}', '3001-true-s3cret'],
    ['{{ .JsonData.missing }}/apis', '<no value>/apis'],
    ['{{ .SecureJsonData.backendUrl }}', '<no value>'],
    ['{{ .JsonData.toString }}', '<no value>'],
    ['{{ .JsonData.constructor }}', '<no value>'],
    ['{{ .JsonData.nothing }}', '<no value>'],
  ])('%s becomes %s', (text, rendered) => {
    expect(render(text)).toBe(rendered);
  });

  it('takes a setting for text, whatever is in it', () => {
    const data = { jsonData: { a: '{{ .SecureJsonData.backendToken }}' }, secureJsonData: { backendToken: 's3cret' } };
    expect(renderTemplate(parseTemplate('{{ .JsonData.a }}'), data)).toBe('{{ .SecureJsonData.backendToken }}');
  });

  it.each(['{{ .URL }}', '{{ if .JsonData.a }}b{{ end }}', '{{ .JsonData.a.b }}', '{{ orEmpty .JsonData.a }}', 'a {{'])(
    'is not understood: %s',
    (text) => {
      expect(() => parseTemplate(text)).toThrow(/not understood/);
    }
  );
});
