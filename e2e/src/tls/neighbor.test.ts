import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import type { CertificateView } from '@causeway/contract/admin';
import { REHEARSAL_ALPN } from '@causeway/contract/client-messages';
import { createTestCa, freePorts } from '@causeway/testkit';
import { type Caller, HandshakeWatch, type Period } from './handshake-watch.ts';
import { BETA, OTHER_NAME, TwoTenants } from './two-tenants.ts';

/** Of each caller. */
const AT_LEAST_PER_SECOND = 20;
const REHEARSING = [REHEARSAL_ALPN, 'http/1.1'];
const NOBODY = 'nobody.localhost';

test('a neighbor keeps its certificate through every change, and nobody else is shown one', async (context) => {
  const [ofBeta, first, second] = ['Beta Root', 'First Root', 'Second Root'].map((name) =>
    createTestCa({ name }),
  );
  assert.ok(ofBeta && first && second);
  await using tenants = await TwoTenants.start(ofBeta);
  await tenants.add('one', first);
  await tenants.add('two', first);
  await tenants.add('three', second);
  const { httpsPort } = tenants.installation;
  const [otherPort = 0] = await freePorts(1);
  const { chainPem } = await tenants.api.must<CertificateView>('GET', '/certificates/beta');
  const shown = new X509Certificate(chainPem).fingerprint256.replaceAll(':', '').toLowerCase();
  const anchor = ofBeta.certificatePem;
  const callers: readonly Caller[] = [
    { kind: 'beta', servername: BETA, shown, anchor },
    { kind: 'beta with the ALPN id of a rehearsal', servername: BETA, alpn: REHEARSING, shown, anchor },
    { kind: 'without SNI', servername: '', shown: null, anchor },
    { kind: 'with an unknown SNI', servername: NOBODY, shown: null, anchor },
  ];

  const changes: Readonly<Record<string, () => Promise<unknown>>> = {
    'http to http+https': () => tenants.change({ binding: 'http+https', certificate: 'one' }),
    'http+https to https': () => tenants.change({ binding: 'https' }),
    'another hostname, undone': () => tenants.changeAndUndo({ hostname: OTHER_NAME }),
    'another hostname': () => tenants.change({ hostname: OTHER_NAME }),
    'another certificate of the same anchor': () => tenants.change({ certificate: 'two' }),
    'a certificate of another anchor, rehearsed and undone': () =>
      tenants.changeAndUndo({ certificate: 'three' }),
    'a certificate of another anchor, rehearsed': () => tenants.change({ certificate: 'three' }),
    'away to another port, undone': () => tenants.changeAndUndo({ httpsPort: otherPort }),
    'away to another port': () => tenants.change({ httpsPort: otherPort }),
    'back to the port': () => tenants.change({ httpsPort }),
    'https to http+https': () => tenants.change({ binding: 'http+https' }),
    deleted: () => tenants.deleteAcme(),
  };
  await using watch = new HandshakeWatch(httpsPort, callers);
  const periods: Period[] = [];
  for (const [name, act] of Object.entries(changes)) periods.push(await watch.during(name, act));

  assert.deepEqual(await watch.stop(), []);
  for (const { name, handshakes, seconds } of periods) {
    context.diagnostic(`${name}: ${handshakes} handshakes in ${seconds.toFixed(2)} s`);
    const enough = AT_LEAST_PER_SECOND * callers.length * seconds;
    assert.ok(handshakes >= enough, `${handshakes} in ${seconds} s: ${name}`);
  }
});
