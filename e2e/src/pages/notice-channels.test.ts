import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { NoticeChannelView } from '@causeway/contract/admin';
import { Api } from '../constellation/api.ts';
import { Installation } from '../constellation/installation.ts';
import { missingBrowser, RealBrowser } from './real-browser.ts';
import { signIn } from './sign-in.ts';

const HOST = 'mail.acme.example';
const settings = { host: HOST, port: 465, security: 'tls', from: 'causeway@acme.example' } as const;
const signInAtServer = { user: 'causeway', password: 'p4ssw0rd of today' };

test('an admin changes channels in a dialog that has what they are set to, without their secrets', {
  skip: missingBrowser() ?? false,
}, async () => {
  await using installation = await Installation.start();
  const api = new Api(installation);
  const anchor = await readFile(join(installation.dataFolder, 'console.pem'), 'utf8');
  const admins = { name: 'admins', ...settings, to: ['anna@acme.example'], ...signInAtServer };
  await api.must('POST', '/notice-channels/email', admins);
  await api.must('POST', '/notice-channels/webhook', { name: 'ops', url: 'https://ops.acme.example/old' });
  await using browser = await RealBrowser.start([anchor]);
  const { page } = await browser.open();
  const { admin: name, password, consolePort } = installation;
  await signIn(page, `https://localhost:${consolePort}/notices/channels`, { name, password });
  const channels = () => api.must<NoticeChannelView[]>('GET', '/notice-channels');
  const dialogOf = async (channel: string) => {
    await page.getByRole('button', { name: `Change ${channel}` }).click();
    const dialog = page.getByRole('dialog', { name: `Change ${channel}` });
    const save = dialog.getByRole('button', { name: 'Save' });
    assert.equal(await save.getAttribute('aria-disabled'), 'true');
    return { dialog, save, field: (label: string) => dialog.getByRole('textbox', { name: label }) };
  };

  const mail = await dialogOf('admins');
  assert.equal(await mail.dialog.getByLabel('Password', { exact: true }).inputValue(), '');
  assert.equal(await mail.field('To').inputValue(), 'anna@acme.example');
  await mail.field('To').fill('anna@acme.example\nben@acme.example');
  await mail.field('Mail server').fill('mail2.acme.example');
  await mail.save.click();
  await mail.dialog.getByText('Give the password for the new one as well').waitFor();
  await mail.field('Mail server').fill(HOST);
  await mail.save.click();
  await mail.dialog.waitFor({ state: 'detached' });
  await page.getByText('to anna@acme.example ben@acme.example').waitFor();

  const hook = await dialogOf('ops');
  assert.equal(await hook.field('URL').inputValue(), '');
  await hook.field('URL').fill('https://new.acme.example/hook');
  await hook.field('Trust anchor (PEM)').fill(anchor);
  await hook.save.click();
  await hook.dialog.waitFor({ state: 'detached' });
  await page.getByText('https://new.acme.example/…').waitFor();

  const [email, webhook] = await channels();
  const to = ['anna@acme.example', 'ben@acme.example'];
  assert.deepEqual(email?.email, { ...settings, to, user: 'causeway' });
  assert.equal(webhook?.anchor?.trim(), anchor.trim());
});
