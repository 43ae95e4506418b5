import { holdKeys } from '../vault/hold-keys.ts';
import { KeyMaintenance } from '../vault/key-maintenance.ts';
import { keySourceOf } from '../vault/key-source.ts';
import { parseKeysArguments } from './keys-arguments.ts';
import { keysCommand } from './keys-command.ts';
import { makeKeyRing } from './keys-new.ts';
import { keysInSteps } from './keys-steps.ts';
import { progressBar } from './progress-bar.ts';
import { runCommand } from './run-command.ts';

const HELP = `Usage: npm run -s keys -- status
       npm run -s keys -- rotate [--dry-run]
       npm run -s keys -- rewrap [--dry-run]
       npm run -s keys -- retire ID [--dry-run]
       npm run -s keys -- verify
       npm run -s keys -- protect
       npm run -s keys -- unprotect
       npm run -s keys -- new --out FILE [--after FILE]

The key ring encrypts the data keys that values are encrypted with.

  status   a line per key: id, state, when it was made, and how many data keys need it
  rotate   makes a new active key; what is stored stays under the one before it
  rewrap   encrypts all data keys under the active key; values stay as they are. May be stopped at
           any point, and goes on where it was
  retire   ends a key that no data key needs. Keep the key ring that has it with backups that need it
  verify   opens every stored value, and names those that do not open

  protect    encrypts the key ring's file under the passphrase of SECRETS_KEY_PASSPHRASE_FILE
  unprotect  writes it without that protection
  new        makes a key ring in a file that is not there yet, for a credential of systemd or what prints
             it for SECRETS_KEY_COMMAND, and prints the id of its key. With --after, the keys of another
             key ring decrypt in it: so that the next ring can be everywhere before it is used

Keep a copy of the new key ring before rewrap: without it a backup made afterwards cannot be opened.
Acts on the data directory of SECRETS_DATA_DIR (./data), whether a backend runs there or not.
`;

process.exitCode = await runCommand(
  {
    name: 'keys',
    help: HELP,
    problemsOf: (args) => {
      const parsed = parseKeysArguments(args);
      return parsed.ok ? [] : [parsed.problem];
    },
    on: async (store, place) => {
      const source = keySourceOf(place);
      const holder = await holdKeys(store, source);
      return keysCommand(new KeyMaintenance({ store, source, holder, clock: Date.now }));
    },
    steps: (act, args, { passphrase }) => {
      const parsed = parseKeysArguments(args);
      return parsed.ok && parsed.command.kind === 'new'
        ? makeKeyRing(parsed.command, passphrase, Date.now())
        : keysInSteps(act, args, progressBar(process.stderr));
    },
  },
  process.argv.slice(2),
  process.env
);
