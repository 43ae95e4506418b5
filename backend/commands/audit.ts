import { auditDirectory } from '../audit/chain-id.ts';
import { AuditTrail } from '../audit/trail.ts';
import { holdKeys } from '../vault/hold-keys.ts';
import { keySourceOf } from '../vault/key-source.ts';
import { parseAuditArguments } from './audit-arguments.ts';
import { auditCommand } from './audit-command.ts';
import { runCommand } from './run-command.ts';

const HELP = `Usage: npm run -s audit -- show [--last 100] [--name NAME] [--operation OPERATION]
       npm run -s audit -- verify

The audit log has a line for each change, each attempt to read a value, and each event of tokens and keys.

  show     prints the newest lines, a JSON object each, in their order
  verify   reads the whole log, and names the first line that is not as it was written

Acts on the data directory of SECRETS_DATA_DIR (./data), whether a backend runs there or not. Of backends that
share a database, each has a log of its own.
`;

process.exitCode = await runCommand(
  {
    name: 'audit',
    help: HELP,
    problemsOf: (args) => {
      const parsed = parseAuditArguments(args);
      return parsed.ok ? [] : [parsed.problem];
    },
    on: async (store, place) => {
      const keys = await holdKeys(store, keySourceOf(place));
      const directory = auditDirectory(place.dataDir);
      const logger = { error: () => undefined };
      return auditCommand({
        store,
        directory,
        keys,
        move: async () => {
          // Opening moves what is left over.
          const trail = await AuditTrail.open({ store, directory, keys, logger });
          await trail.close();
        },
      });
    },
  },
  process.argv.slice(2),
  process.env
);
