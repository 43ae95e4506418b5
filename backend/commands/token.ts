import { TokenRegister } from '../identity/token-register.ts';
import { runCommand } from './run-command.ts';
import { parseTokenArguments } from './token-arguments.ts';
import { tokenCommand } from './token-command.ts';

const HELP = `Usage: npm run -s token -- create --role Admin|Editor|Viewer|None [--permission ACTION[=SCOPE]]…
                                 [--namespace default] [--ttl 24h]
       npm run -s token -- create --decrypter k6-cloud [--only 'GLOB']… [--source CIDR]…
                                 [--namespace default] [--ttl 1h]
       npm run -s token -- kubeconfig [--role Admin] [--permission …]… [--namespace default] [--ttl 24h]
       npm run -s token -- list
       npm run -s token -- revoke ID

Management tokens manage secrets, and read no value. Decrypter tokens read the values of secrets
that name their decrypter, and do nothing else. create prints the token, which is shown this once;
list shows all there are, without their secrets; revoke ends one at once. kubeconfig prints a
configuration for kubectl, with a new management token in it, Admin unless told otherwise.

  --role        what the token may do: Admin everything, the others nothing by themselves
  --permission  and what else, such as secret.securevalues:read, or for one secret
                secret.securevalues:read=secret.securevalues:uid:NAME; may be repeated
  --decrypter   the service that reads values, as secrets name it in their decrypters
  --only        the names that it may ask for, in which * is any run of characters: 'db-*';
                may be repeated; every name if left out
  --source      where it may ask from, an address or a range: 10.0.0.0/8; may be repeated;
                from everywhere if left out
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
    on: (store) => tokenCommand(new TokenRegister(store, Date.now), Date.now),
  },
  process.argv.slice(2),
  process.env
);
