import type { Secret } from '../../api/secret';
import { decrypterName } from '../../domain/decrypters';

/** Those that hold every word of the text, in whatever case, anywhere in what the list shows of them. */
export function searchSecrets(secrets: readonly Secret[], text: string): readonly Secret[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    return secrets;
  }
  return secrets.filter((secret) => {
    const searched = searchedText(secret);
    return words.every((word) => searched.includes(word));
  });
}

function searchedText({ name, description, labels, decrypters }: Secret): string {
  return [
    name,
    description,
    ...Object.entries(labels).map(([key, value]) => `${key}=${value} ${key}: ${value}`),
    ...decrypters.flatMap((id) => [id, decrypterName(id)]),
  ]
    .join('\n')
    .toLowerCase();
}
