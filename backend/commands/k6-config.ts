import { TokenRegister } from '../identity/token-register.ts';
import { parseK6ConfigArguments } from './k6-config-arguments.ts';
import { k6ConfigCommand } from './k6-config-command.ts';
import { writeAnswer } from './k6-config-file.ts';
import { runCommand } from './run-command.ts';

const HELP = `Usage: npm run -s k6-config -- --out FILE [--only 'GLOB']… [--source CIDR]…
                                [--namespace default] [--ttl 1h]

Makes a token for k6-cloud, and writes a configuration for k6 with it, of mode 0600. A file that
is there is not written over. Then:

  k6 run --secret-source=url=config=FILE script.js

  --out         the file to write
  --only        the names that k6 may ask for, in which * is any run of characters: 'db-*';
                may be repeated; every name if left out
  --source      where it may ask from, an address or a range: 10.0.0.0/8; may be repeated;
                from everywhere if left out
  --namespace   default, or org-N for another organisation
  --ttl         how long the token works: 90m, 24h, 30d; at most 90d

Acts through the backend that runs on the data directory of SECRETS_DATA_DIR (./data).
`;

process.exitCode = await runCommand(
  {
    name: 'k6-config',
    help: HELP,
    problemsOf: (args) => {
      const parsed = parseK6ConfigArguments(args);
      return parsed.ok ? [] : parsed.problems;
    },
    on: (store) => k6ConfigCommand(new TokenRegister(store, Date.now), () => undefined),
    steps: async (act, args) => {
      const parsed = parseK6ConfigArguments(args);
      return parsed.ok
        ? writeAnswer(parsed.out, () => act(args))
        : { kind: 'misused', message: parsed.problems.join('\n') };
    },
  },
  process.argv.slice(2),
  process.env
);
