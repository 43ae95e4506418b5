import { useState } from 'react';
import type { Secret } from '../../../api/secret';
import { quarantineState, type QuarantineState } from '../../../domain/quarantine';

export function secretQuarantine({ decrypters, kept: { annotations } }: Secret): QuarantineState {
  return quarantineState({ decrypters, annotations });
}

/** When it was shown, in milliseconds since 1970: what a date means must not change under the person who reads it. */
export function useShownAt(): number {
  const [now] = useState(() => Date.now());
  return now;
}
