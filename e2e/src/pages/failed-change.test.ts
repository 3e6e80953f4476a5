import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { BranchScene } from '../stand-alone/branch-scene.ts';
import { missingBrowser, RealBrowser } from './real-browser.ts';
import { signIn } from './sign-in.ts';

/** Half a minute for an endpoint server that does not answer, and the way back. */
const UNDONE_LIMIT_MS = 120_000;

test('a change that fails undoes itself, and its page says why', {
  skip: missingBrowser() ?? false,
}, async () => {
  await using scene = await BranchScene.start();
  const { installation, branch } = scene;
  await installation.run(['certificate', 'create', 'branch-2026', '--hostname', 'branch.localhost']);
  const anchor = await readFile(join(installation.dataFolder, 'console.pem'), 'utf8');
  await using browser = await RealBrowser.start([anchor]);
  const { page } = await browser.open();
  const { admin: name, password, consolePort } = installation;
  await signIn(page, `https://localhost:${consolePort}`, { name, password });
  await branch.kill();
  await page.goto(`https://localhost:${consolePort}/tenants/acme/endpoint-servers/branch/configure`);
  await page.getByRole('radio', { name: 'HTTP + HTTPS' }).check();
  await page.getByRole('combobox', { name: 'Certificate' }).click();
  await page.getByRole('option', { name: /^branch-2026:/ }).click();
  await page.getByRole('region', { name: 'What Save will do' }).getByText('open the new').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Change of acme' }).waitFor();
  const state = page.getByRole('status', { name: 'State of the change' });
  await state.getByText('Undone', { exact: true }).waitFor({ timeout: UNDONE_LIMIT_MS });
  await page.getByRole('alert').getByText('ENDPOINT_SERVER_LAGS').waitFor();
  await page.goto(`https://localhost:${consolePort}/changes`);
  await page.getByRole('cell', { name: 'Undone' }).waitFor();
});
