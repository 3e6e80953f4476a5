import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { AcmeOrderView, CertificateView } from '@causeway/contract/admin';
import { ensureDebianPackage } from '../constellation/debian-package.ts';
import { AcmeBench, HOSTNAME, until } from './acme-bench.ts';

const missing = ensureDebianPackage('pebble', 'pebble');
const skip = missing !== undefined && process.env.CI !== 'true' ? missing : false;
const macKey = randomBytes(32).toString('base64url');
/** Every second good nonce is refused; a look comes after up to two seconds, so that there is time to be killed in. */
const env = { PEBBLE_WFE_NONCEREJECT: '50', PEBBLE_AUTHZREUSE: '0', PEBBLE_VA_SLEEPTIME: '3' };
let bench: AcmeBench;
before(async () => {
  if (skip === false) bench = await AcmeBench.start({ env, externalKeys: { 'kid-1': macKey } });
});
after(async () => {
  if (skip === false) await bench[Symbol.asyncDispose]();
});

const wish = (name: string) => ({ name, account: 'pebble', hostnames: [HOSTNAME], challenge: 'http-01' });
const begin = (name: string) => bench.api.must<AcmeOrderView>('POST', '/acme/orders', wish(name));
const ended = (id: string) =>
  until('the end of the order', async () => {
    const order = await bench.order(id);
    return order.endedAt === null ? undefined : order;
  });

test('a CA for customers only wants the key that it gave them; it is trusted by its anchor alone', {
  skip,
}, async () => {
  const { installation, pebble } = bench;
  const keyFile = installation.folder.file('eab.key');
  const create = (...more: readonly string[]) =>
    installation.causeway([
      'acme',
      'account',
      'create',
      'pebble',
      '--directory',
      pebble.directoryUrl,
      ...more,
    ]);
  const anchor = ['--anchor', installation.folder.file('pebble-anchor.pem')];
  const outcomes: [number, RegExp, readonly string[]][] = [
    [5, /ACME_UNTRUSTED/, ['--agree-to-terms']],
    [2, /ACME_TERMS_NOT_AGREED/, []],
    [2, /ACME_EXTERNAL_ACCOUNT_REQUIRED/, ['--agree-to-terms']],
    [2, /EAB_INCOMPLETE/, ['--agree-to-terms', '--eab-kid', 'kid-1']],
  ];
  for (const [index, [code, words, options]] of outcomes.entries()) {
    const { code: ended, stderr } = await create(...(index === 0 ? [] : anchor), ...options);
    assert.match(stderr, words);
    assert.equal(ended, code, stderr);
  }
  await writeFile(keyFile, `${randomBytes(32).toString('base64url')}\n`);
  const external = ['--eab-kid', 'kid-1', '--eab-key-file', keyFile];
  assert.match(
    (await create(...anchor, '--agree-to-terms', ...external)).stderr,
    /ACME_ACCOUNT_REFUSED|ACME_REQUEST_REFUSED/,
  );
  await writeFile(keyFile, `${macKey}\n`);
  const { code, stdout, stderr } = await create(...anchor, '--agree-to-terms', ...external);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /at the CA {2}https:/);
  const issuer = ['--issuer-anchor', installation.folder.file('issuer-anchor.pem')];
  await installation.run(['acme', 'account', 'configure', 'pebble', ...issuer]);
});

test('a validation that fails is tried again after a rest, and by then the name is found', {
  skip,
}, async () => {
  bench.names.isFailing = true;
  const { id } = await begin('late');
  const failed = await until('a failure', async () => {
    const order = await bench.order(id);
    return order.failures > 0 ? order : undefined;
  });
  assert.equal(failed.error?.code, 'ACME_VALIDATION_FAILED');
  assert.match(failed.error?.seen ?? '', /acme\.localhost/);
  bench.names.isFailing = false;
  const { state } = await ended(id);
  assert.equal(state, 'done');
});

test('the server is killed while an order is under way: the next start ends it with one certificate', {
  skip,
}, async (context) => {
  for (const state of ['ordering', 'authorizing', 'finalizing', 'downloading']) {
    const name = `killed-${state}`;
    const { id } = await begin(name);
    const last = await until(`state ${state} or the end`, async () => {
      const order = await bench.order(id);
      return order.state === state || order.endedAt !== null ? order : undefined;
    });
    context.diagnostic(`wanted ${state}, killed when it was last seen ${last.state}`);
    await bench.restart('SIGKILL');
    const order = await ended(id);
    assert.deepEqual([order.state, order.certificate], ['done', name], JSON.stringify(order.error));
    const all = await bench.api.must<CertificateView[]>('GET', '/certificates');
    assert.equal(all.filter((certificate) => certificate.name === name).length, 1);
  }
});

test('a name and its wildcard take two records at one name', { skip }, async () => {
  const hostnames = [HOSTNAME, `*.${HOSTNAME}`];
  const body = { ...wish('wild'), hostnames, challenge: 'dns-01' };
  const { id } = await bench.api.must<AcmeOrderView>('POST', '/acme/orders', body);
  const order = await ended(id);
  assert.deepEqual([order.state, order.failures], ['done', 0], JSON.stringify(order.error));
  const { hostnames: issued } = await bench.api.must<CertificateView>('GET', '/certificates/wild');
  assert.deepEqual(issued.toSorted(), hostnames.toSorted());
});

test('an order that rests is given up by a command, and an account that renews something is kept', {
  skip,
}, async () => {
  bench.names.isFailing = true;
  const { id } = await begin('never');
  await until('a failure', async () => ((await bench.order(id)).failures > 0 ? true : undefined));
  const { installation } = bench;
  assert.match(await installation.run(['acme', 'order', 'cancel', id]), /is cancelled/);
  bench.names.isFailing = false;
  const retry = await installation.causeway(['acme', 'order', 'retry', id]);
  assert.deepEqual([retry.code, /ACME_ORDER_OVER/.test(retry.stderr)], [4, true], retry.stderr);
  const orders = await installation.run(['acme', 'order', 'list']);
  assert.match(orders, /never +pebble +http-01 +cancelled/);
  const kept = await installation.causeway(['acme', 'account', 'delete', 'pebble']);
  assert.deepEqual([kept.code, /ACME_ACCOUNT_IN_USE/.test(kept.stderr)], [4, true], kept.stderr);
  for (const { name } of await bench.api.must<CertificateView[]>('GET', '/certificates'))
    if (!name.startsWith('console')) await installation.causeway(['certificate', 'delete', name]);
  await installation.run(['acme', 'account', 'delete', 'pebble']);
  assert.doesNotMatch(bench.pebble.output, /panic/);
});
