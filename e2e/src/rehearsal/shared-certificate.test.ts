import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { CertificateView, ChangeView, ConfigureAnswer, TenantView } from '@causeway/contract/admin';
import { createTestCa } from '@causeway/testkit';
import { Api } from '../constellation/api.ts';
import { Installation } from '../constellation/installation.ts';
import { problemAt } from '../constellation/load.ts';

const TENANTS = ['acme', 'beta'];
const hostnames = TENANTS.map((name) => `${name}.localhost`);
const ca = createTestCa({ name: 'Shared Root' });
const otherCa = createTestCa({ name: 'Other Root' });

describe('a certificate that several tenants use', () => {
  let installation: Installation;
  let api: Api;

  before(async () => {
    installation = await Installation.start();
    api = new Api(installation);
    for (const [name, authority] of [
      ['shared', ca],
      ['next', ca],
      ['other', otherCa],
    ] as const) {
      const { chainPem, keyPem } = authority.issue({ hostnames });
      const material = { pem: chainPem, key: keyPem, anchor: authority.certificatePem };
      await api.must('POST', '/certificates/import', { name, ...material });
    }
    const { httpPort, httpsPort } = installation;
    for (const [index, name] of TENANTS.entries()) {
      const site = {
        hostname: hostnames[index],
        binding: 'https',
        certificate: 'shared',
        httpPort,
        httpsPort,
      };
      await api.must('POST', '/tenants', { name, ...site });
    }
  });
  after(() => installation[Symbol.asyncDispose]());

  test('shows where it is used, and is not deleted', async () => {
    const view = await api.must<CertificateView>('GET', '/certificates/shared');
    assert.deepEqual(view.usedBy.toSorted(), TENANTS);
    const { status, body } = await api.call<{ error: { code: string; seen: string } }>(
      ...(['DELETE', '/certificates/shared'] as const),
    );
    assert.deepEqual([status, body.error.code], [409, 'CERTIFICATE_IN_USE']);
    assert.match(body.error.seen, /acme, beta/);
  });

  test('is replaced for all of them by one change with one plan', async () => {
    const dry = await replace({ with: 'next', dryRun: true });
    assert.equal(dry.change, undefined);
    assert.ok(dry.steps.some(({ name }) => name === 'swap'));
    const { change } = await replace({ with: 'next' });
    const done = await settled(change);
    assert.deepEqual([done.state, done.tenants.toSorted()], ['done', TENANTS], JSON.stringify(done.error));
    for (const name of TENANTS) {
      const { inForce, serving } = await api.must<TenantView>('GET', `/tenants/${name}`);
      assert.equal(inForce.certificate, 'next');
      assert.equal(serving[0]?.coming, null);
    }
    for (const hostname of hostnames) {
      const url = `https://${hostname}:${installation.httpsPort}/config.ini`;
      assert.equal(await problemAt({ url, anchorsPem: [ca.certificatePem] }), undefined);
    }
    await api.must('DELETE', '/certificates/shared').catch((error: Error) => {
      // 204 has no content to read.
      assert.match(error.message, /JSON/);
    });
    assert.equal((await api.call('GET', '/certificates/shared')).status, 404);
  });

  test('each tenant is shown its own part of that change, and no word of the other', async () => {
    const whole = JSON.stringify(await api.must('GET', '/changes?limit=1'));
    for (const name of TENANTS) {
      const part = JSON.stringify(await api.must('GET', `/tenants/${name}/site-changes?limit=1`));
      const mentions = (text: string) => TENANTS.filter((one) => text.includes(one));
      assert.deepEqual(mentions(whole), TENANTS);
      assert.deepEqual(mentions(part), [name]);
      assert.match(part, new RegExp(`https://${name}.localhost:\\d+","check":"tls-with-name"`));
    }
  });

  test('an unused one is not replaced, and with no client at all another trust goes live at once', async () => {
    const refused = await api.call<{ error: { code: string } }>('POST', '/certificates/other/replace', {
      with: 'next',
    });
    assert.deepEqual([refused.status, refused.body.error.code], [409, 'CERTIFICATE_UNUSED']);
    const { change } = await api.must<ConfigureAnswer>('POST', '/certificates/next/replace', {
      with: 'other',
    });
    assert.equal((await settled(change)).state, 'done');
  });

  async function replace(body: object): Promise<ConfigureAnswer> {
    return api.must<ConfigureAnswer>('POST', '/certificates/shared/replace', body);
  }

  async function settled(id: string | undefined): Promise<ChangeView> {
    while (true) {
      const view = await api.must<ChangeView>('GET', `/changes/${id}`);
      if (view.state !== 'running' && view.state !== 'crossing') return view;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
});
