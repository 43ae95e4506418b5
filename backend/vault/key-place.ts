/** A credential that systemd gives to a service. */
export interface CredentialPlace {
  readonly kind: 'credential';
  readonly name: string;
  /** `CREDENTIALS_DIRECTORY`: undefined outside of a service of systemd. */
  readonly directory: string | undefined;
}

/** What prints a key ring on its standard output. */
export interface CommandPlace {
  readonly kind: 'command';
  /** The program by its absolute path, and its arguments. No shell reads them. */
  readonly command: readonly [string, ...string[]];
}

export interface FilePlace {
  readonly kind: 'file';
  readonly path: string;
}

/** Where a key ring is that somebody else keeps: here it is only read. */
export type ForeignKeys = CredentialPlace | CommandPlace;

export type PassphrasePlace = FilePlace | CredentialPlace;

/** Where the keys of a store are. */
export interface KeyPlace {
  /** Made with mode 0600 if it does not exist and no stored secret needs it. */
  readonly keyFile: string;
  /** Where the key ring is read from instead of the file. */
  readonly keysFrom?: ForeignKeys | undefined;
  /** What opens a protected key ring; a ring that is made is protected by it. */
  readonly passphrase?: PassphrasePlace | undefined;
}
