export interface ImportTier {
  readonly folder: string;
  readonly mayImport: readonly string[];
  readonly packages?: false;
}

export const IMPORT_TIERS: readonly ImportTier[];
export const UNCHECKED: RegExp;
