import { resolve } from 'node:path';
import { backupCommand } from './backup-command.ts';
import { runCommand } from './run-command.ts';

const HELP = `Usage: npm run -s backup -- FILE

Writes all that is stored to a new file, as it is at one moment, whether a backend runs or not. Values in it are
encrypted, and the key ring is not in it: keep that elsewhere, for the two together are the secrets.
A backup is restored with npm run -s restore -- FILE.

Acts on the data directory of SECRETS_DATA_DIR (./data).
`;

process.exitCode = await runCommand(
  {
    name: 'backup',
    help: HELP,
    problemsOf: (args) => (args.length === 1 && args[0] !== '' ? [] : ['backup takes the path of one file']),
    on: backupCommand,
    // The backend has a working directory of its own.
    steps: (act, [file = '']) => act([resolve(file)]),
  },
  process.argv.slice(2),
  process.env
);
