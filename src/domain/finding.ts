/** Kubernetes' reasons for refusing a field (`metav1.CauseType`). */
export type FindingReason =
  | 'FieldValueRequired'
  | 'FieldValueForbidden'
  | 'FieldValueInvalid'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'FieldValueDuplicate'
  | 'FieldValueNotSupported';

/** The rules that what an object is called can break, whatever its kind. */
export type NamingRule = 'name-invalid' | 'name-too-long' | 'namespace-invalid';

/** The rules a secure value can break. Forms choose their words by it; the API prints `detail`. */
export type SecureValueRule =
  | NamingRule
  | 'description-required'
  | 'description-too-long'
  | 'value-or-ref-required'
  | 'value-and-ref'
  | 'value-too-long'
  | 'decrypters-too-many'
  | 'decrypter-empty'
  | 'decrypter-invalid'
  | 'decrypter-too-long'
  | 'decrypter-duplicate'
  | 'value-after-ref'
  | 'ref-after-value'
  | 'ref-too-long'
  | 'labels-too-many'
  | 'label-key-required'
  | 'label-key-invalid'
  | 'label-key-too-long'
  | 'label-key-duplicate'
  | 'label-value-required'
  | 'label-value-invalid'
  | 'label-value-too-long';

/**
 * One broken rule of one field. Never holds a secret's value. Other kinds of object name their own rules.
 */
export interface Finding<Rule extends string = SecureValueRule> {
  readonly rule: Rule;
  /** As Kubernetes writes a path: `spec.description`, `spec.decrypters.[0]`. */
  readonly field: string;
  readonly reason: FindingReason;
  /** What follows Kubernetes' short label, word for word as the contract has it. */
  readonly detail: string;
  /** What was refused, where the short label shows it: never set for `spec.value`. */
  readonly badValue?: string;
}
