import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A certificate chain with its authority at the end, and the key of the first. */
export interface CertificateFiles {
  readonly chain: string;
  readonly key: string;
}

const SUBJECT = ['-subj', '/CN=Strongroom tests'];
const NEW_KEY = ['-newkey', 'rsa:2048', '-nodes'];

/** Makes a certificate authority and, signed by it, a certificate of 127.0.0.1, for a day, in an empty directory. */
export async function makeCertificates(directory: string): Promise<CertificateFiles> {
  const file = (name: string): string => join(directory, name);
  const openssl = (...args: readonly string[]): Promise<unknown> => run('openssl', args);
  await writeFile(file('leaf.cnf'), 'subjectAltName = IP:127.0.0.1\nbasicConstraints = CA:FALSE\n');

  const authority = ['-keyout', file('ca.key'), '-out', file('ca.pem')];
  await openssl('req', '-x509', ...NEW_KEY, ...SUBJECT, '-days', '1', ...authority);
  await openssl('req', ...NEW_KEY, ...SUBJECT, '-keyout', file('leaf.key'), '-out', file('leaf.csr'));
  const signer = ['-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-set_serial', '2'];
  const leaf = ['-in', file('leaf.csr'), '-out', file('leaf.pem'), '-extfile', file('leaf.cnf')];
  await openssl('x509', '-req', '-days', '1', ...signer, ...leaf);

  const [leafPem, authorityPem] = await Promise.all(['leaf.pem', 'ca.pem'].map((name) => readFile(file(name), 'utf8')));
  await writeFile(file('chain.pem'), `${leafPem}${authorityPem}`);
  return { chain: file('chain.pem'), key: file('leaf.key') };
}
