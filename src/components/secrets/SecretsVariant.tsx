import React, { createContext, useContext, type ComponentType, type ReactNode } from 'react';

/** What differs between two places that manage secrets. */
export interface SecretsVariant {
  /** The one service whose secrets these are, by its identity; undefined where all secrets are. */
  readonly decrypter?: string;
  /** Says at the top what this place is for. */
  readonly Introduction?: ComponentType;
  /** What a person types, letter for letter, before a secret is deleted. */
  readonly confirmation: (name: string) => Confirmation;
  /** Asked for when they are shown: by then the user's language is there. */
  readonly words: () => SecretsWords;
}

export interface Confirmation {
  readonly expected: string;
  readonly request: string;
}

export interface SecretsWords {
  /** What a secret is good for here, for somebody who has none. */
  readonly purpose: string;
  readonly saveNew: string;
  readonly saveChanges: string;
  readonly replaceValue: string;
  readonly deleteSecret: string;
}

const SecretsVariantContext = createContext<SecretsVariant | undefined>(undefined);

interface ProviderProps {
  readonly variant: SecretsVariant;
  readonly children: ReactNode;
}

export function SecretsVariantProvider({ variant, children }: ProviderProps) {
  return <SecretsVariantContext.Provider value={variant}>{children}</SecretsVariantContext.Provider>;
}

export function useSecretsVariant(): SecretsVariant {
  const variant = useContext(SecretsVariantContext);
  if (variant === undefined) {
    throw new Error('useSecretsVariant needs a SecretsVariantProvider around it');
  }
  return variant;
}
