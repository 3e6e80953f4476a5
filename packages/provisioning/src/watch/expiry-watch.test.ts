import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestCa, freePorts } from '@causeway/testkit';
import { FakeTime } from '../notices/testing/fake-time.ts';
import { WebhookReceiver } from '../notices/testing/webhook-receiver.ts';
import { startSignedInApi } from '../testing/signed-in-api.ts';

const DAY_MS = 86_400_000;

test('provisioning tells of a certificate that tenants use, step by step to its end, and then no more', async () => {
  const ca = createTestCa({ name: 'Acme Root', notAfter: Date.now() + 3650 * DAY_MS });
  const leaf = ca.issue({
    hostnames: ['acme.localhost', 'localhost'],
    notBefore: Date.now() - DAY_MS,
    notAfter: Date.now() + 89 * DAY_MS,
  });
  await using receiver = await WebhookReceiver.start({ cert: leaf.chainPem, key: leaf.keyPem });
  const time = new FakeTime(Date.now());
  await using api = await startSignedInApi(time.now, { restBetweenLooks: time.rest });
  const { provisioning } = api;
  const { certificates, tenants, notices } = provisioning;
  const pem = leaf.chainPem + leaf.keyPem;
  for (const name of ['shop', 'spare']) await certificates.import({ name, pem, anchor: ca.certificatePem });
  await tenants.create({ name: 'acme', hostname: 'acme.localhost', binding: 'http', ...(await twoPorts()) });
  const acme = await tenants.get('acme');
  const { id } = await certificates.get('shop');
  await api.store.tenants.update(acme.id, { saved: { ...acme.saved, certificateId: id } });
  await notices.addWebhook({ name: 'ops', url: receiver.url(), anchor: ca.certificatePem });
  await provisioning.start();
  const told = () => receiver.requests.map(({ body }) => JSON.parse(body));
  // Past a step by a minute: the watch looks once a minute.
  for (const daysLeft of [60, 29.9, 14.9, 7.4, 3.7, 1.8, 0.9, -0.1, -30]) {
    time.set(Date.now() + (89 - daysLeft) * DAY_MS);
    await time.pass(60_000);
  }
  const severities = ['warning', 'warning', 'warning', 'error', 'error', 'error', 'error'];
  assert.deepEqual(
    told().map(({ subject, severity }) => [subject, severity]),
    severities.map((severity) => ['shop', severity]),
  );
  assert.match(told()[0]?.text, /^Certificate "shop" ends at .*, in 29 days\. It is used by tenant acme/);
  assert.match(told().at(-1)?.text, /^Certificate "shop" ended at .*, 2 hours ago\./);
});

async function twoPorts() {
  const [httpPort = 0, httpsPort = 0] = await freePorts(2);
  return { httpPort, httpsPort };
}
