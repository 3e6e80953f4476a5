import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { TemporaryFolder } from '@causeway/testkit';
import { pino } from 'pino';
import { createApp } from '../api/create-app.ts';
import { addPages } from './add-pages.ts';

const log = pino({ level: 'silent' });
const script = 'document.title = "Causeway";'.repeat(100);

async function openPages(isBuilt = true) {
  const folder = await TemporaryFolder.make();
  if (isBuilt) {
    await writeFile(
      folder.file('index.html'),
      '<meta name="style-nonce" nonce="%NONCE%"><div id="root"></div>',
    );
    await mkdir(folder.file('assets'));
    await writeFile(folder.file('assets', 'index-1.js'), script);
    await writeFile(folder.file('assets', 'index-1.js.gz'), gzipSync(script));
  }
  const app = await createApp({ log, version: '0.0.0', tls: {} });
  await addPages(app, folder.path);
  return {
    get: (url: string, headers: Readonly<Record<string, string>> = {}) => app.inject({ url, headers }),
    async [Symbol.asyncDispose]() {
      await app.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

test('every address is a page, with a policy that takes no script from within it and a nonce of its own', async () => {
  await using pages = await openPages();
  const nonces = new Set<string>();
  for (const url of ['/', '/tenants/acme/crossing?reason=never-fetched', '/apiary']) {
    const { statusCode, headers, body } = await pages.get(url);
    assert.equal(statusCode, 200);
    const policy = String(headers['content-security-policy']);
    const [, nonce = ''] = /style-src 'self' 'nonce-([\w-]{22,})'/.exec(policy) ?? [];
    assert.ok(body.includes(`nonce="${nonce}"`), body);
    nonces.add(nonce);
    assert.match(policy, /default-src 'none'; script-src 'self';/);
    assert.doesNotMatch(policy, /unsafe|\*|http:/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['cache-control'], 'no-store');
  }
  assert.equal(nonces.size, 3);
});

test('files are sent as they were compressed by the build, and kept for a year', async () => {
  await using pages = await openPages();
  const { statusCode, headers } = await pages.get('/assets/index-1.js', { 'accept-encoding': 'gzip' });
  assert.equal(statusCode, 200);
  assert.equal(headers['content-encoding'], 'gzip');
  assert.match(String(headers['cache-control']), /max-age=31536000, immutable/);
  assert.match(String(headers['content-type']), /javascript/);
});

test('what is no page is not found: routes that there are not, files that there are not, and ways out of the folder', async () => {
  await using pages = await openPages();
  for (const url of [
    '/api/v1/nothing',
    '/api/',
    '/metrics',
    '/assets/nothing.js',
    '/assets/..%2findex.html',
  ]) {
    const { statusCode, headers } = await pages.get(url);
    assert.equal(statusCode, 404, url);
    assert.match(String(headers['content-type']), /json/, url);
  }
});

test('pages that were not built say how to build them', async () => {
  await using pages = await openPages(false);
  const { statusCode, body } = await pages.get('/');
  assert.equal(statusCode, 503);
  assert.equal(JSON.parse(body).error.code, 'PAGES_NOT_BUILT');
});
