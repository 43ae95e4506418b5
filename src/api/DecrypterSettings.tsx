import React, { createContext, useContext, useMemo, type ReactNode } from 'react';
import { decryptersSetting } from '../domain/decrypter-settings';
import { decrypterRegistry, type DecrypterRegistry } from '../domain/decrypters';

/** The services that can be named, with those of the plugin's settings. */
export interface DecryptersInUse {
  readonly registry: DecrypterRegistry;
  /** How many entries of the settings cannot be used. */
  readonly refused: number;
}

const DecryptersContext = createContext<DecryptersInUse>({ registry: decrypterRegistry([]), refused: 0 });

interface DecrypterSettingsProps {
  /** `jsonData.decrypters` of the plugin's settings. */
  readonly setting: unknown;
  readonly children: ReactNode;
}

export function DecrypterSettings({ setting, children }: DecrypterSettingsProps) {
  const inUse = useMemo(() => {
    const { decrypters, refused } = decryptersSetting(setting);
    return { registry: decrypterRegistry(decrypters), refused };
  }, [setting]);
  return <DecryptersContext.Provider value={inUse}>{children}</DecryptersContext.Provider>;
}

export function useDecrypters(): DecryptersInUse {
  return useContext(DecryptersContext);
}
