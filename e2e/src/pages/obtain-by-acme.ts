import { mkdir } from 'node:fs/promises';
import type { AcmeOrderView } from '@causeway/contract/admin';
import { NameServer } from '../acme/name-server.ts';
import { Pebble } from '../acme/pebble.ts';
import type { Api } from '../constellation/api.ts';
import type { Installation } from '../constellation/installation.ts';
import { until } from '../demo/until.ts';

/** A CA that speaks ACME, an account with it, and a certificate of this hostname that came from there. */
export async function obtainByAcme(
  { folder, httpPort, httpsPort: tlsPort }: Installation,
  api: Api,
  hostname: string,
  limitMs: number,
): Promise<void> {
  const records = folder.file('records');
  await mkdir(records);
  await using names = await NameServer.start(records);
  await using pebble = await Pebble.start({ folder, httpPort, tlsPort, nameServer: names.address });
  const { directoryUrl, anchorPem: anchor } = pebble;
  const trust = { anchor, issuerAnchor: await pebble.issuerAnchor() };
  await api.must('POST', '/acme/accounts', { name: 'pebble', directoryUrl, ...trust, agreesToTerms: true });
  const wish = { account: 'pebble', hostnames: [hostname], challenge: 'http-01' };
  const { id } = await api.must<AcmeOrderView>('POST', '/acme/orders', { name: 'by-acme', ...wish });
  const order = () => api.must<AcmeOrderView>('GET', `/acme/orders/${id}`);
  await until('the certificate is here', limitMs, order, ({ state }) => state === 'done');
}
