import { t } from '@grafana/i18n';
import { set, type FieldErrors, type Resolver } from 'react-hook-form';
import type { Finding } from '../../../domain/finding';
import { formFieldOf, type FormField } from './form-fields';
import { formFindings } from './form-findings';
import type { EditorMode, SecretFormValues, SecretSource } from './form-values';
import { findingText } from './finding-text';

/** Lets the rules of the domain judge the form. */
export function formResolver(mode: EditorMode, namespace: string): Resolver<SecretFormValues> {
  return (values) => {
    const errors = errorsOf(values, formFindings(values, mode, namespace));
    return Object.keys(errors).length === 0 ? { values, errors: {} } : { values: {}, errors };
  };
}

function errorsOf(values: SecretFormValues, findings: readonly Finding[]): FieldErrors<SecretFormValues> {
  const errors: FieldErrors<SecretFormValues> = {};
  for (const [field, texts] of textsByField(findings, values.source)) {
    // react-hook-form keeps what is wrong with a list of fields as a whole under `root`.
    set(errors, field === 'labels' ? 'labels.root' : field, { type: 'rule', message: texts.join(' ') });
  }
  if (values.decrypters.length === 0 && !values.acceptsNobody) {
    const message = t('secrets.editor.nobody-unconfirmed', 'Choose a service, or confirm that none is to read it.');
    errors.acceptsNobody = { type: 'rule', message };
  }
  if (values.otherDecrypter !== '') {
    const message = t('secrets.editor.other-pending', 'Add this service to the list, or clear the field.');
    errors.otherDecrypter = { type: 'rule', message };
  }
  return errors;
}

/** A finding that has no place on the form blames where the value is: something must keep the form from being sent. */
function textsByField(findings: readonly Finding[], source: SecretSource): ReadonlyMap<FormField, readonly string[]> {
  const sourceField = source === 'reference' ? 'ref' : 'value';
  const texts = new Map<FormField, string[]>();
  for (const finding of findings) {
    const field = formFieldOf(finding.field, source) ?? sourceField;
    const text = findingText(finding, source);
    const known = texts.get(field) ?? [];
    texts.set(field, known.includes(text) ? known : [...known, text]);
  }
  return texts;
}
