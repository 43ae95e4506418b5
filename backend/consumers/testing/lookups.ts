import { serve, type Answer, type ServedApp, type ServedOptions } from '../../http/testing/served-app.ts';
import type { DecrypterTokenDraft } from '../../identity/decrypter-draft.ts';
import type { TokenId } from '../../identity/token-text.ts';
import { SecretValue } from '../../vault/secret-value.ts';
import { draftOf } from '../../vault/testing/vault-place.ts';
import type { Look, SecureValueDraft } from '../../vault/vault.ts';
import type { DecryptionAttempt, DecryptionLog } from '../decryption-log.ts';

export interface Minted {
  readonly id: TokenId;
  readonly text: string;
  readonly headers: { readonly authorization: string };
}

/** Everything that was recorded. */
export class RecordedDecryptions implements DecryptionLog {
  readonly attempts: DecryptionAttempt[] = [];
  /** Until it is told otherwise, it records. */
  isFull = false;

  async record(attempt: DecryptionAttempt): Promise<void> {
    if (this.isFull) {
      throw new Error('no space left');
    }
    this.attempts.push(attempt);
  }

  get outcomes(): string[] {
    return this.attempts.map(({ outcome }) => (outcome.kind === 'allowed' ? outcome.kind : outcome.reason));
  }
}

/** A served app with what the tests of consumers do over and over. */
export class Lookups {
  readonly app: ServedApp;
  readonly recorded: RecordedDecryptions;

  private constructor(app: ServedApp, recorded: RecordedDecryptions) {
    this.app = app;
    this.recorded = recorded;
  }

  static async start(options: ServedOptions = {}): Promise<Lookups> {
    const recorded = new RecordedDecryptions();
    return new Lookups(await serve({ decryptions: recorded, ...options }), recorded);
  }

  /** On an app that was served otherwise, which its owner closes. */
  static on(app: ServedApp): Lookups {
    return new Lookups(app, new RecordedDecryptions());
  }

  close(): Promise<void> {
    return this.app.close();
  }

  /** A secret that k6 and Synthetic Monitoring may read, unless changed. */
  async store(name: string, value: string, changes: Partial<SecureValueDraft> = {}): Promise<void> {
    await this.app.vault.create(draftOf(name, changes), SecretValue.fromUtf8(value), 'user:ada');
  }

  /**
   * Comes between the looks at secrets and their values.
   *
   * @returns what is called in place of `reveal`, and does what it does unless told otherwise.
   */
  interceptReveals(): jest.Mock<Promise<SecretValue>, [reveal: Look['reveal']]> {
    const { vault } = this.app;
    const look = vault.look.bind(vault);
    const around = jest.fn((reveal: Look['reveal']) => reveal());
    jest.spyOn(vault, 'look').mockImplementation(async (namespace, name) => {
      const seen = await look(namespace, name);
      return seen && { ...seen, reveal: () => around(seen.reveal) };
    });
    return around;
  }

  async mint(changes: Partial<DecrypterTokenDraft> = {}): Promise<Minted> {
    const draft: DecrypterTokenDraft = {
      ...{ kind: 'decrypter', decrypter: 'k6-cloud', only: [], sources: [], namespace: 'default' },
      lifetimeSeconds: 3600,
      ...changes,
    };
    const { token, text } = await this.app.tokens.createDecrypter(draft, 'user:ada');
    const shown = text.use((bytes) => bytes.toString());
    return { id: token.id, text: shown, headers: { authorization: `Bearer ${shown}` } };
  }

  /** @param path of the name on, `a/decrypt`. */
  get(path: string, { headers }: Pick<Minted, 'headers'>, method = 'GET'): Promise<Answer> {
    return this.app.send(method, `/api/v1/secrets/${path}`, undefined, headers);
  }
}
