/** What a snippet says of a secret. There is no place for a value. */
export interface DescribedSecret {
  readonly name: string;
  readonly description: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly decrypters: readonly string[];
  /** The entry of an external store that it points at, where it does. */
  readonly ref?: string;
}
