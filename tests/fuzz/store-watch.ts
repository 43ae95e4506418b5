import { DatabaseSync } from 'node:sqlite';

/**
 * What a request can change: every version that is active, with its key and its ciphertext, how many there ever were, the
 * keepers and the tokens. Not what happens beside the requests: the audit log, and that a token was used.
 */
const STATE = `
  select
    (select json_group_array(name || seq) from sqlite_sequence where name in ('secure_value', 'keeper')),
    (select json_group_array(json_array(
        s.id, namespace, name, version, uid, description, ref, decrypters, labels, annotations, owner_references,
        keeper, external_id, created_at, created_by, updated_at, updated_by,
        hex(k.wrapped_dek), k.destroyed, hex(p.iv), length(p.ct)))
      from secure_value s
      left join data_key k on k.secure_value_id = s.id
      left join secure_value_payload p on p.secure_value_id = s.id
      where s.active = 1),
    (select json_group_array(json_array(
        id, namespace, name, uid, active, spec, labels, annotations, owner_references,
        created_at, created_by, updated_at, updated_by)) from keeper),
    (select json_group_array(json_array(id, revoked_at)) from token)
`;

/** Sees, from a connection of its own, what is in a store. */
export class StoreWatch {
  readonly #database: DatabaseSync;
  #commit: unknown;
  #state = '';

  constructor(file: string) {
    this.#database = new DatabaseSync(file, { readOnly: true });
  }

  /** Another text after every change. */
  get state(): string {
    // Another number after every commit (https://www.sqlite.org/pragma.html#pragma_data_version).
    const commit = this.#database.prepare('pragma data_version').get()?.data_version;
    if (commit !== this.#commit) {
      this.#commit = commit;
      this.#state = JSON.stringify(this.#database.prepare(STATE).get());
    }
    return this.#state;
  }

  close(): void {
    this.#database.close();
  }
}
