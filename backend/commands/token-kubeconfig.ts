import { stringify } from 'yaml';
import type { CommandAnswer } from '../control/command-answer.ts';
import type { ManagementTokenDraft } from '../identity/token-draft.ts';
import type { TokenRegister } from '../identity/token-register.ts';

/** How programs reach the service. */
export interface ServiceAddress {
  /** Without a slash at its end. */
  readonly url: string;
  /** The certificate chain that the service shows, PEM. Undefined where something in front of it speaks TLS. */
  readonly certificateChain: Buffer | undefined;
}

const NO_BACKEND = 'kubeconfig needs a running backend, for only that knows its address; start it, and try again';
const PLAIN_HTTP =
  'kubectl sends no token over plain HTTP; set SECRETS_TLS_CERT and SECRETS_TLS_KEY (serve TLS), or ' +
  'SECRETS_PUBLIC_URL=https://… (TLS in front), start the backend again, and try again';

/** The name of everything in the file: there is one of each. */
const NAME = 'strongroom';

/**
 * Makes a management token, and prints a kubeconfig with it: the address of the service, the certificates to trust, and
 * the token's namespace.
 *
 * @param address undefined where no backend listens.
 */
export async function kubeconfigCommand(
  register: TokenRegister,
  draft: ManagementTokenDraft,
  createdBy: string,
  address: ServiceAddress | undefined
): Promise<CommandAnswer> {
  if (address === undefined) {
    return { kind: 'failed', message: NO_BACKEND };
  }
  if (!address.url.startsWith('https:')) {
    return { kind: 'failed', message: PLAIN_HTTP };
  }
  const { text } = await register.create(draft, createdBy);
  return {
    kind: 'done',
    output: text.use((bytes) => kubeconfig(address, draft.namespace, bytes.toString('latin1'))),
  };
}

/** A kubeconfig (Kubernetes, "Organizing Cluster Access Using kubeconfig Files") of one cluster, user and context. */
function kubeconfig({ url, certificateChain }: ServiceAddress, namespace: string, token: string): string {
  const trust =
    certificateChain === undefined ? {} : { 'certificate-authority-data': certificateChain.toString('base64') };
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: NAME, cluster: { server: url, ...trust } }],
    users: [{ name: NAME, user: { token } }],
    contexts: [{ name: NAME, context: { cluster: NAME, user: NAME, namespace } }],
    'current-context': NAME,
  };
  // Base64 stays on one line.
  return stringify(config, { lineWidth: 0 });
}
