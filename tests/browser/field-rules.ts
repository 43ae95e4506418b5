import type { Locator } from '@playwright/test';
import type { FindingReason } from '../../src/domain/finding.ts';
import {
  DECRYPTER_MAX,
  DESCRIPTION_MAX,
  LABEL_KEY_MAX,
  LABEL_VALUE_MAX,
  NAME_MAX,
  VALUE_MAX_BYTES,
} from '../../src/domain/limits.ts';
import type { SecureValueWrite } from '../../src/domain/secure-value.ts';
import type { SecretForm } from './secrets-page.ts';

/** A field of a secret as the form has it, and how the API is told the same. */
export interface Field {
  /** Gets the rest of the form out of the way. */
  readonly prepare?: (form: SecretForm) => Promise<void>;
  readonly enter: (form: SecretForm, text: string) => Promise<void>;
  /** What an error belongs to. */
  readonly control: (form: SecretForm) => Locator;
  /** A secret in which only this field may be wrong. */
  readonly write: (name: string, text: string) => SecureValueWrite;
}

/** A text that breaks a rule: what the form says of it, and the API's cause for the same. */
export interface BrokenRule {
  readonly breaks: string;
  readonly text: string;
  readonly message: string;
  /** Absent where only a form can break the rule. */
  readonly cause?: { readonly reason: FindingReason; readonly field: string; readonly message: string };
}

export interface FieldRules {
  readonly field: Field;
  readonly broken: readonly BrokenRule[];
  /** Texts that look wrong or are as long as can be, and are right. */
  readonly kept: readonly string[];
}

const SPEC = { description: 'Of a test', value: 'a value' };

async function enterAndLeave(control: Locator, text: string): Promise<void> {
  await control.fill(text);
  await control.blur();
}

const NAME: Field = {
  enter: (form, text) => enterAndLeave(form.name, text),
  control: (form) => form.name,
  write: (_name, text) => ({ metadata: { name: text }, spec: SPEC }),
};
const DESCRIPTION: Field = {
  enter: (form, text) => enterAndLeave(form.description, text),
  control: (form) => form.description,
  write: (name, text) => ({ metadata: { name }, spec: { ...SPEC, description: text } }),
};
const VALUE: Field = {
  enter: (form, text) => enterAndLeave(form.value, text),
  control: (form) => form.value,
  write: (name, text) => ({ metadata: { name }, spec: { ...SPEC, value: text } }),
};
const DECRYPTER: Field = {
  enter: async (form, text) => {
    await form.otherDecrypter.fill(text);
    await form.otherDecrypter.press('Enter');
  },
  control: (form) => form.otherDecrypter,
  write: (name, text) => ({ metadata: { name }, spec: { ...SPEC, decrypters: [text] } }),
};
const LABEL_KEY: Field = {
  prepare: (form) => form.fill({ labels: { key: 'shop' } }),
  enter: (form, text) => enterAndLeave(form.label(1, 'key'), text),
  control: (form) => form.label(1, 'key'),
  write: (name, text) => ({ metadata: { name, labels: { [text]: 'shop' } }, spec: SPEC }),
};
const LABEL_VALUE: Field = {
  prepare: (form) => form.fill({ labels: { team: 'value' } }),
  enter: (form, text) => enterAndLeave(form.label(1, 'value'), text),
  control: (form) => form.label(1, 'value'),
  write: (name, text) => ({ metadata: { name, labels: { team: text } }, spec: SPEC }),
};

const NAME_SYNTAX =
  'A name has lowercase letters, digits, hyphens and dots. It starts and ends with a letter or digit, and so does every part between dots.';
const DECRYPTER_SYNTAX =
  'A service identity has letters, digits, hyphens, underscores and dots, and starts and ends with a letter or digit.';
const LABEL_SYNTAX = 'Use letters, digits, hyphens, underscores and dots. Start and end with a letter or digit.';

const tooLong = (max: number) => `Use at most ${max} characters.`;

const nameCause = (text: string) => ({
  reason: 'FieldValueInvalid' as const,
  field: 'metadata.name',
  message: `Invalid value: "${text}": a lowercase RFC 1123 subdomain must consist of`,
});
const decrypterCause = (message: string) => ({
  reason: 'FieldValueInvalid' as const,
  field: 'spec.decrypters.[0]',
  message,
});
const labelCause = (part: 'key' | 'value', reason: FindingReason, message: string) => ({
  reason,
  field: `metadata.labels.[0].${part}`,
  message,
});

const badNames: ReadonlyArray<readonly [breaks: string, text: string]> = [
  ['a capital letter', 'Payments'],
  ['an underscore', 'payments_token'],
  ['a space in front', ' payments'],
  ['a letter beyond ASCII', 'zählwerk'],
  ['a hyphen in front', '-payments'],
  ['a hyphen at the end', 'payments-'],
  ['nothing between two dots', 'payments..token'],
  ['a dot at the end', 'payments.'],
];
const badDecrypters: ReadonlyArray<readonly [breaks: string, text: string]> = [
  ['a space inside', 'my service'],
  ['a slash', 'my/service'],
  ['a dot in front', '.service'],
  ['an underscore at the end', 'service_'],
];
const badLabels: ReadonlyArray<readonly [breaks: string, text: string]> = [
  ['a prefix', 'example.com/team'],
  ['a space', 'my team'],
  ['a letter beyond ASCII', 'équipe'],
  ['a hyphen in front', '-team'],
  ['a dot at the end', 'team.'],
];

/**
 * The rules of Kubernetes (names, label values) and of Grafana's documentation (lengths, labels), as a person and as a
 * client meets them.
 */
export const FIELD_RULES: Readonly<Record<string, FieldRules>> = {
  name: {
    field: NAME,
    broken: [
      // The API makes up a name where there is none.
      { breaks: 'no name', text: '', message: NAME_SYNTAX },
      ...badNames.map(([breaks, text]) => ({ breaks, text, message: NAME_SYNTAX, cause: nameCause(text) })),
      {
        breaks: 'one character too many',
        text: 'n'.repeat(NAME_MAX + 1),
        message: tooLong(NAME_MAX),
        cause: {
          reason: 'FieldValueInvalid',
          field: 'metadata.name',
          message: `must be no more than ${NAME_MAX} characters`,
        },
      },
    ],
    kept: ['0', 'payments.eu-west-1.token', 'xn--zhlwerk-5wa'],
  },
  description: {
    field: DESCRIPTION,
    broken: [
      {
        breaks: 'no description',
        text: '',
        message: 'Say in a few words what the secret is for.',
        cause: {
          reason: 'FieldValueRequired',
          field: 'spec.description',
          message: 'Required value: a `description` is required',
        },
      },
      {
        breaks: 'one character too many',
        text: 'ü'.repeat(DESCRIPTION_MAX + 1),
        message: tooLong(DESCRIPTION_MAX),
        cause: {
          reason: 'FieldValueTooLong',
          field: 'spec.description',
          message: `Too long: may not be more than ${DESCRIPTION_MAX} characters`,
        },
      },
    ],
    kept: [' ', '🔑'.repeat(DESCRIPTION_MAX)],
  },
  value: {
    field: VALUE,
    broken: [
      {
        breaks: 'no value',
        text: '',
        message: 'Enter the value to keep.',
        cause: {
          reason: 'FieldValueRequired',
          field: 'spec',
          message: 'Required value: either a `value` or `ref` is required',
        },
      },
      {
        // Fewer characters than the limit has bytes.
        breaks: 'one byte too many',
        text: `${'€'.repeat(VALUE_MAX_BYTES / 3)}v`,
        message: 'A value has at most 24,576 bytes.',
        cause: {
          reason: 'FieldValueTooLong',
          field: 'spec.value',
          message: `Too long: may not be more than ${VALUE_MAX_BYTES} bytes`,
        },
      },
    ],
    kept: [' \n', '€'.repeat(VALUE_MAX_BYTES / 3)],
  },
  decrypter: {
    field: DECRYPTER,
    broken: [
      {
        breaks: 'no identity',
        text: '',
        message: 'Enter the identity of a service.',
        cause: decrypterCause('Invalid value: "": decrypters cannot be empty if specified'),
      },
      ...badDecrypters.map(([breaks, text]) => ({
        breaks,
        text,
        message: DECRYPTER_SYNTAX,
        cause: decrypterCause(`Invalid value: "${text}": a valid label must be an empty string or consist of`),
      })),
      {
        breaks: 'one character too many',
        text: 's'.repeat(DECRYPTER_MAX + 1),
        message: tooLong(DECRYPTER_MAX),
        cause: decrypterCause(`must be no more than ${DECRYPTER_MAX} characters`),
      },
    ],
    kept: ['My_service.2', 's'.repeat(DECRYPTER_MAX)],
  },
  'key of a label': {
    field: LABEL_KEY,
    broken: [
      {
        breaks: 'no key',
        text: '',
        message: 'Enter a key, or remove the label.',
        cause: labelCause('key', 'FieldValueRequired', 'Required value: a label key is required'),
      },
      ...badLabels.map(([breaks, text]) => ({
        breaks,
        text,
        message: LABEL_SYNTAX,
        cause: labelCause('key', 'FieldValueInvalid', `Invalid value: "${text}": must consist of`),
      })),
      {
        breaks: 'one character too many',
        text: 'k'.repeat(LABEL_KEY_MAX + 1),
        message: tooLong(LABEL_KEY_MAX),
        cause: labelCause('key', 'FieldValueTooLong', `Too long: may not be more than ${LABEL_KEY_MAX} characters`),
      },
    ],
    kept: ['Team_1.a-b', 'k'.repeat(LABEL_KEY_MAX)],
  },
  'value of a label': {
    field: LABEL_VALUE,
    broken: [
      {
        breaks: 'no value',
        text: '',
        message: 'Enter a value, or remove the label.',
        cause: labelCause('value', 'FieldValueRequired', 'Required value: a label value is required'),
      },
      ...badLabels.map(([breaks, text]) => ({
        breaks,
        text,
        message: LABEL_SYNTAX,
        cause: labelCause('value', 'FieldValueInvalid', `Invalid value: "${text}": must consist of`),
      })),
      {
        breaks: 'one character too many',
        text: 'v'.repeat(LABEL_VALUE_MAX + 1),
        message: tooLong(LABEL_VALUE_MAX),
        cause: labelCause('value', 'FieldValueTooLong', `Too long: may not be more than ${LABEL_VALUE_MAX} characters`),
      },
    ],
    kept: ['Shop_1.a-b', 'v'.repeat(LABEL_VALUE_MAX)],
  },
};
