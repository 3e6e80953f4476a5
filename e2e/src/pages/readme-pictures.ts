import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { CertificateView, ChangeView, CrossingView, NewEnrollmentToken } from '@causeway/contract/admin';
import type { Page } from 'playwright-core';
import { Api } from '../constellation/api.ts';
import { FleetClient } from '../constellation/fleet-client.ts';
import { Installation } from '../constellation/installation.ts';
import { until } from '../demo/until.ts';
import { missingBrowser, RealBrowser } from './real-browser.ts';
import { openPage, settled } from './settle.ts';
import { signIn } from './sign-in.ts';

/** The pictures of the README: a fleet of real clients in the middle of its crossing. Takes some minutes. */
const folder = join(import.meta.dirname, '..', '..', '..', 'docs', 'images');
const LIMIT_MS = 120_000;
/** A client comes over, and the curve gets a point, every minute. */
const PACE_MS = 45_000;
const CROSSING = ['pc-anna', 'pc-ben', 'pc-clara', 'laptop-dora', 'laptop-emil', 'server-files'];
const LATE = ['pc-frida', 'kiosk-hall'];

const missing = missingBrowser();
if (missing !== undefined) throw new Error(missing);
await using stack = new AsyncDisposableStack();
const installation = stack.use(await Installation.start());
const api = new Api(installation);
const { httpPort, httpsPort, consolePort, admin: name, password } = installation;
const frequencies = { pollingIntervalSeconds: 5, activeWindowSeconds: 7 * 86_400 };
for (const tenant of ['acme', 'globex', 'initech']) {
  const hostname = `${tenant}.localhost`;
  await api.must('POST', '/tenants', { name: tenant, hostname, httpPort, httpsPort, ...frequencies });
  await api.must('POST', '/certificates/self-signed', { name: `${tenant}-2026`, hostnames: [hostname] });
}
const crossing = await enrollAll('acme', CROSSING);
await enrollAll('acme', LATE);
for (const client of await enrollAll('globex', ['pc-ines', 'pc-jan'])) client.wake();
await enrollAll('initech', ['pc-karl']);
await configure('globex', { binding: 'http+https', certificate: 'globex-2026' });
await until('globex has crossed', LIMIT_MS, () => crossingOf('globex'), isAcross);
await configure('globex', { binding: 'https' });
// They know of nothing yet when the new address opens.
await configure('acme', { binding: 'http+https', certificate: 'acme-2026' });
for (const client of crossing) {
  client.wake();
  await wait(PACE_MS);
}

const console = await readFile(join(installation.dataFolder, 'console.pem'), 'utf8');
const { anchorPem } = await api.must<CertificateView>('GET', '/certificates/acme-2026');
await using browser = await RealBrowser.start([console, anchorPem]);
const { page } = await browser.open({ viewport: { width: 1280, height: 720 }, colorScheme: 'light' });
const base = `https://localhost:${consolePort}`;
await signIn(page, base, { name, password });
await openPage(page, `${base}/tenants`);
await page.getByRole('button', { name: 'Later' }).click();
await take(page, 'tenants');
await openPage(page, `${base}/tenants/acme/website`);
await page.getByRole('radio', { name: 'HTTPS', exact: true }).click();
await page.getByRole('heading', { name: 'What Save will do' }).waitFor();
await settled(page);
await take(page, 'website');
await openPage(page, `${base}/tenants/acme/crossing`);
await take(page, 'crossing');

async function enrollAll(tenant: string, names: readonly string[]): Promise<FleetClient[]> {
  const { token } = await api.must<NewEnrollmentToken>('POST', `/tenants/${tenant}/enrollment-tokens`, {
    uses: names.length,
  });
  const clients: FleetClient[] = [];
  for (const client of names.map((one) => new FleetClient(one, installation.folder.file('clients', one)))) {
    const { code, stderr } = await client.enroll(`http://${tenant}.localhost:${httpPort}`, token);
    if (code !== 0) throw new Error(`${client.name} could not enroll:\n${stderr}`);
    clients.push(stack.use(client));
  }
  return clients;
}

async function configure(tenant: string, site: object): Promise<void> {
  await api.must('POST', `/tenants/${tenant}/site`, site);
  const changes = () => api.must<ChangeView[]>('GET', `/changes?tenant=${tenant}`);
  await until(`${tenant} is changed`, LIMIT_MS, changes, ([change]) => change?.state === 'done');
}

function crossingOf(tenant: string): Promise<CrossingView> {
  return api.must<CrossingView>('GET', `/tenants/${tenant}/crossing`);
}

function isAcross({ counts }: CrossingView): boolean {
  return counts.proven > 0 && counts.blocking === 0;
}

async function take(shown: Page, picture: string): Promise<void> {
  await shown.screenshot({ path: join(folder, `${picture}.png`), fullPage: true });
}
