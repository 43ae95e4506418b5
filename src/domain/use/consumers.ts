import { isKnownDecrypter, KNOWN_DECRYPTERS } from '../decrypters.ts';

/** Where a secret can be used: by a service that reads its value, or by a tool that only looks after it. */
export type Consumer =
  | { readonly kind: 'service'; readonly decrypter: string }
  | { readonly kind: 'terraform' }
  | { readonly kind: 'kubectl' };

/** First the services that may read the secret, in its order, then the known ones that may not, then the tools. */
export function consumersOf(decrypters: readonly string[]): readonly Consumer[] {
  const others = KNOWN_DECRYPTERS.map(({ id }) => id).filter((id) => !decrypters.includes(id));
  return [
    ...[...decrypters, ...others].map((decrypter) => ({ kind: 'service', decrypter }) as const),
    { kind: 'terraform' },
    { kind: 'kubectl' },
  ];
}

/** The same for the same consumer, and for no other: a decrypter has no `:`. */
export function consumerKey(consumer: Consumer): string {
  return consumer.kind === 'service' ? `service:${consumer.decrypter}` : consumer.kind;
}

/** Whether it is a service of one's own, for all that is known. */
export function isOwnService(consumer: Consumer): boolean {
  return consumer.kind === 'service' && !isKnownDecrypter(consumer.decrypter);
}
