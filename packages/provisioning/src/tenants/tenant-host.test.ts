import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import type { StoredCertificate } from '@causeway/certificates';
import { asId, type CertificateId, type Listener } from '@causeway/contract';
import { someCertificate, someTenant } from '@causeway/store/testing';
import { createTestCa, freePorts } from '@causeway/testkit';
import { startMemoryHost } from '../testing/memory-host.ts';

const hostname = 'acme.localhost';
const ca = createTestCa({ name: 'root' });

function certificate(name: string, parts: Partial<StoredCertificate> = {}): StoredCertificate {
  const { chainPem, keyPem } = ca.issue({ hostnames: [hostname] });
  return someCertificate({
    ...{ id: asId<CertificateId>(name), name, sha256: name, chainPem, keyPem },
    ...parts,
  });
}

const current = certificate('current');
const coming = certificate('coming');

function https(port: number, comingId?: CertificateId): Listener {
  const rehearsed = comingId && { coming: { certificateId: comingId } };
  const { id: certificateId } = current;
  return { scheme: 'https', hostname, port, certificateId, serves: 'everything', ...rehearsed };
}

test('a tenant is in trouble until it is served', async () => {
  await using running = await startMemoryHost(someTenant(), () => 0);
  const [port = 0] = await freePorts(1);
  assert.notEqual(running.host.trouble, null);
  await running.host.serve([https(port)], new Map([[current.id, current]]));
  assert.equal(running.host.trouble, null);
});

test('a rehearsal that fails is a trouble: the rest is applied', async () => {
  await using running = await startMemoryHost(someTenant(), () => 0);
  const { host } = running;
  const [before = 0, port = 0] = await freePorts(2);
  const broken = { ...coming, keyPem: 'no key' };
  const certificates = new Map([current, broken].map((one) => [one.id, one]));
  await host.serve([https(before)], certificates);
  await assert.rejects(host.serve([https(port, coming.id)], certificates));
  assert.notEqual(host.trouble, null);
  await host.serve([https(port, coming.id)], new Map([current, coming].map((one) => [one.id, one])));
  assert.equal(host.trouble, null);
});

test('a port that is taken is no trouble for what is served already', async () => {
  await using running = await startMemoryHost(someTenant(), () => 0);
  const { host } = running;
  const [port = 0, taken = 0] = await freePorts(2);
  await using stack = new AsyncDisposableStack();
  const other = createServer().listen(taken, '::');
  stack.defer(() => void other.close());
  await once(other, 'listening');
  const certificates = new Map([[current.id, current]]);
  await assert.rejects(host.serve([https(taken)], certificates), { code: 'PORT_TAKEN' });
  assert.notEqual(host.trouble, null, 'nothing is served');
  await host.serve([https(port)], certificates);
  await assert.rejects(host.serve([https(port), https(taken)], certificates), { code: 'PORT_TAKEN' });
  assert.equal(host.trouble, null);
});

test('once it has stopped it serves nothing any more', async () => {
  await using running = await startMemoryHost(someTenant(), () => 0);
  const [port = 0] = await freePorts(1);
  await running.host[Symbol.asyncDispose]();
  const serving = running.host.serve([https(port)], new Map([[current.id, current]]));
  await assert.rejects(serving, { code: 'TENANT_NOT_SERVED' });
});
