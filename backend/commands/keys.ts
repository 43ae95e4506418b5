import { holdKeys } from '../vault/hold-keys.ts';
import { KeyMaintenance } from '../vault/key-maintenance.ts';
import { parseKeysArguments } from './keys-arguments.ts';
import { keysCommand } from './keys-command.ts';
import { keysInSteps } from './keys-steps.ts';
import { progressBar } from './progress-bar.ts';
import { runCommand } from './run-command.ts';

const HELP = `Usage: npm run -s keys -- status
       npm run -s keys -- rotate [--dry-run]
       npm run -s keys -- rewrap [--dry-run]
       npm run -s keys -- retire ID [--dry-run]
       npm run -s keys -- verify

The key ring encrypts the data keys that values are encrypted with.

  status   a line per key: id, state, when it was made, and how many data keys need it
  rotate   makes a new active key; what is stored stays under the one before it
  rewrap   encrypts all data keys under the active key; values stay as they are. May be stopped at
           any point, and goes on where it was
  retire   ends a key that no data key needs. Keep the key ring that has it with backups that need it
  verify   opens every stored value, and names those that do not open

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
    on: async (store, { keyFile }) =>
      keysCommand(
        new KeyMaintenance({
          store,
          keyFile,
          holder: await holdKeys(store, keyFile),
          clock: Date.now,
        })
      ),
    steps: (act, args) => keysInSteps(act, args, progressBar(process.stderr)),
  },
  process.argv.slice(2),
  process.env
);
