/** One term of a label selector; `==` is read as `=`. */
export type Requirement =
  | { readonly key: string; readonly operator: 'exists' | 'not-exists' }
  | { readonly key: string; readonly operator: '=' | '!='; readonly value: string }
  /** The value is an integer of 64 bits in decimal digits. */
  | { readonly key: string; readonly operator: '>' | '<'; readonly value: string }
  /** The values are all different, and at least one. */
  | { readonly key: string; readonly operator: 'in' | 'notin'; readonly values: readonly string[] };

export type LabelSelectorResult =
  { readonly ok: true; readonly selector: readonly Requirement[] } | { readonly ok: false; readonly message: string };
