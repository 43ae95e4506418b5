import { TokenRegister } from '../identity/token-register.ts';
import { runCommand } from './run-command.ts';
import { parseTokenArguments } from './token-arguments.ts';
import { tokenCommand } from './token-command.ts';

const HELP = `Usage: npm run -s token -- create --role Admin|Editor|Viewer|None [--permission ACTION[=SCOPE]]…
                                 [--namespace default] [--ttl 24h]
       npm run -s token -- list
       npm run -s token -- revoke ID

Management tokens: they manage secrets, and read no value. create prints the token, which is
shown this once; list shows all there are, without their secrets; revoke ends one at once.

  --role        what the token may do: Admin everything, the others nothing by themselves
  --permission  and what else, such as secret.securevalues:read, or for one secret
                secret.securevalues:read=secret.securevalues:uid:NAME; may be repeated
  --namespace   default, or org-N for another organisation
  --ttl         how long it works: 90m, 24h, 30d; at most 90d

Acts on the data directory of SECRETS_DATA_DIR (./data), whether a backend runs there or not.
`;

process.exitCode = await runCommand(
  {
    name: 'token',
    help: HELP,
    problemsOf: (args) => {
      const parsed = parseTokenArguments(args);
      return parsed.ok ? [] : parsed.problems;
    },
    on: ({ db }) => tokenCommand(new TokenRegister(db, Date.now), Date.now),
  },
  process.argv.slice(2),
  process.env
);
