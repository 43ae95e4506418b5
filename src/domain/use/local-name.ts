/**
 * What to call a secret where only letters, digits and `_` will do: as an identifier of Terraform, or as a key of a
 * workflow that needs no brackets.
 */
export function localName(name: string): string {
  const plain = name.replaceAll(/[^A-Za-z0-9_]/g, '_');
  return /^[0-9]/.test(plain) ? `_${plain}` : plain;
}
