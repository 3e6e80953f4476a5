import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { AcmeAccountView } from '@causeway/contract/admin';
import { createTestCa } from '@causeway/testkit';
import { Api } from '../constellation/api.ts';
import { Installation } from '../constellation/installation.ts';
import { missingBrowser, RealBrowser } from './real-browser.ts';
import { signIn } from './sign-in.ts';

test('an admin gives an ACME account the root of what its CA issues, by a file and as text', {
  skip: missingBrowser() ?? false,
}, async () => {
  await using installation = await Installation.start();
  const api = new Api(installation);
  // Kept before the CA is asked, which nobody answers for.
  const wish = { name: 'private', directoryUrl: 'https://localhost:1/directory', agreesToTerms: true };
  assert.equal((await api.call('POST', '/acme/accounts', wish)).status, 503);
  const anchor = await readFile(join(installation.dataFolder, 'console.pem'), 'utf8');
  await using browser = await RealBrowser.start([anchor]);
  const { page } = await browser.open();
  const { admin: name, password, consolePort } = installation;
  await signIn(page, `https://localhost:${consolePort}/certificates/acme/orders`, { name, password });
  const dialog = page.getByRole('dialog', { name: 'Root of what private issues' });
  const save = dialog.getByRole('button', { name: 'Save' });
  const open = () => page.getByRole('button', { name: 'Root of what private issues…' }).click();
  const root = async () =>
    (await api.must<AcmeAccountView>('GET', '/acme/accounts/private')).issuerAnchorPem?.trim();
  const [first, second] = [createTestCa(), createTestCa()].map(({ certificatePem }) => certificatePem);
  assert.ok(first && second);

  await open();
  assert.equal(await save.getAttribute('aria-disabled'), 'true');
  const file = { name: 'root.pem', mimeType: 'application/x-pem-file', buffer: Buffer.from(first) };
  await dialog.getByLabel('Choose files').setInputFiles(file);
  await dialog.getByText('root.pem', { exact: true }).waitFor();
  await save.click();
  await page.getByText('Issues under a root of its own').waitFor();
  assert.equal(await root(), first.trim());

  await open();
  await dialog.getByText('There is one already').waitFor();
  const paste = dialog.getByRole('textbox', { name: 'Or paste PEM text' });
  await paste.fill(`${first}\n${second}`);
  assert.equal(await save.getAttribute('aria-disabled'), 'true');
  await paste.fill(second);
  await save.click();
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await root(), second.trim());
});
