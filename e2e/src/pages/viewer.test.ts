import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { FurnishedScene, missingForScene } from './furnished-scene.ts';
import { openPage } from './settle.ts';

const buttons = [
  { path: '/tenants/acme/website', button: 'Save', needs: 'Needs the role Operator.' },
  { path: '/tenants/acme/crossing', button: 'Switch now', needs: 'Needs the role Operator.' },
  { path: '/users', button: 'Add a user', needs: 'Needs the role Admin.' },
  {
    path: '/certificates/acme/orders',
    button: 'Root of what pebble issues…',
    needs: 'Needs the role Admin.',
  },
] as const;

const deeds = [
  { method: 'POST', path: '/tenants/acme/site', body: { binding: 'http' } },
  { method: 'POST', path: '/tenants', body: { name: 'mine', hostname: 'mine.localhost' } },
  {
    method: 'POST',
    path: '/users',
    body: { name: 'eve', role: 'admin', password: 'as long as it has to be' },
  },
  { method: 'DELETE', path: '/certificates/spare', body: undefined },
] as const;

test('a viewer sees why buttons are off, and can do by URL no more than by the page', {
  skip: missingForScene() ?? false,
}, async () => {
  await using scene = await FurnishedScene.start();
  const { context, page } = await scene.browser.open();
  await scene.signInAsViewer(page);
  for (const { path, button, needs } of buttons) {
    await openPage(page, `${scene.provisioning}${path}`);
    const shown = page.getByRole('button', { name: button, exact: true });
    assert.equal(await shown.getAttribute('aria-disabled'), 'true', `${path} ${button}`);
    await shown.focus();
    await page.getByRole('tooltip').getByText(needs).waitFor();
  }
  for (const deed of deeds)
    assert.deepEqual(await attempt(page, deed), { status: 403, code: 'NOT_ALLOWED' }, deed.path);
  await context.close();
});

type Deed = (typeof deeds)[number];

/** As the page itself would ask, with its cookie and its origin. */
function attempt(page: Page, deed: Deed): Promise<{ status: number; code: string }> {
  return page.evaluate(async ({ method, path, body }) => {
    const content = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await fetch(`/api/v1${path}`, { method, ...content });
    const { error } = await answer.json();
    return { status: answer.status, code: error.code };
  }, deed);
}
