import type { Questioner } from './ask.ts';
import { operationsOf } from './operations.ts';

/** What grows or moves by itself: the trail of refusals, streams without an end, and what is measured. */
const UNSTEADY = /\/audit|\/events$|\/health$|\/metrics$|\/log|\/crossings$|\/history$/;
const MOVING = new Set(['daysLeft', 'now', 'at', 'lastUsedAt', 'lastUsedFrom', 'userAgent']);

export type Snapshot = Map<string, string>;

/** All that provisioning shows of itself, by the path that shows it: equal before and after means that nothing changed. */
export async function takeSnapshot(questioner: Questioner): Promise<Snapshot> {
  const tenants = await questioner.must<{ name: string }[]>('GET', '/tenants');
  const reads = (await operationsOf(questioner)).filter(
    ({ method, path }) => method === 'GET' && !UNSTEADY.test(path),
  );
  const paths = reads.flatMap(({ path }) => fill(path, tenants));
  const shown: Snapshot = new Map();
  for (const path of paths) shown.set(path, steady(await questioner.ask({ method: 'GET', path })));
  return shown;
}

/** What differs, each with what was shown before and after. */
export function changesBetween(before: Snapshot, after: Snapshot): string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .map((path) => `${path}\n before: ${before.get(path)}\n after:  ${after.get(path)}`);
}

/** The paths that need no more than the name of a tenant. */
function fill(path: string, tenants: readonly { name: string }[]): string[] {
  if (!path.includes('{')) return [path];
  if (!/^\/tenants\/\{name\}[^{]*$/.test(path)) return [];
  return tenants.map(({ name }) => path.replace('{name}', name));
}

function steady({ status, text }: { readonly status: number; readonly text: string }): string {
  if (status >= 500) throw new Error(`a look at the state failed: ${text}`);
  const json = text.startsWith('{') || text.startsWith('[');
  if (!json) return text;
  return JSON.stringify(JSON.parse(text, (key, value) => (MOVING.has(key) ? undefined : value)));
}
