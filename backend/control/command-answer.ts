/** What came of a command. */
export type CommandAnswer =
  /** It was done, and this is its result. */
  | { readonly kind: 'done'; readonly output: string }
  /** It was not understood, and nothing was done. */
  | { readonly kind: 'misused'; readonly message: string }
  /** It was understood, and was not done. */
  | { readonly kind: 'failed'; readonly message: string };

/** Carries out a command with its arguments, as they stand on the command line. */
export type CommandHandler = (args: readonly string[]) => Promise<CommandAnswer>;
