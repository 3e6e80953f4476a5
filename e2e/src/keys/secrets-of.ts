import { createPrivateKey } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asId, type TenantId } from '@causeway/contract';
import { openProvisioningStore, openTenantStore } from '@causeway/store';
import type { Installation } from '../constellation/index.ts';

/** Every secret that an installation at rest keeps sealed, in each form in which somebody might look for it. */
export async function secretsOf(installation: Installation, tenant: string): Promise<Buffer[]> {
  const { dataFolder: data } = installation;
  const vault = await installation.vault();
  await using store = await openProvisioningStore({ file: join(data, 'provisioning.sqlite'), vault });
  const tenantId = asId<TenantId>(tenant);
  const file = join(data, 'tenants', `${tenantId}.sqlite`);
  await using tenantStore = await openTenantStore({ file, vault, tenantId });
  const pems = [
    ...(await store.certificates.list()).map(({ keyPem }) => keyPem),
    ...(await tenantStore.signingKeys.list()).map(({ privateKeyPem }) => privateKeyPem),
  ];
  const tokens = (await tenantStore.tokens.list()).map(({ secret }) => secret);
  return [
    ...pems.flatMap(tracesOfKey),
    ...tokens.flatMap((secret) => [Buffer.from(secret), Buffer.from(secret, 'base64url')]),
  ];
}

function tracesOfKey(pem: string): Buffer[] {
  const raw = Buffer.from(createPrivateKey(pem).export({ format: 'jwk' }).d ?? '', 'base64url');
  if (raw.length < 32) throw new Error('a private key has 32 bytes at least');
  const lines = pem.split('\n').filter((line) => line !== '' && !line.startsWith('-----'));
  const forms = (['base64', 'base64url', 'hex'] as const).map((form) => Buffer.from(raw.toString(form)));
  return [raw, ...lines.map((line) => Buffer.from(line)), ...forms];
}

/** Names of the files under a folder that hold one of them. */
export async function filesWith(folder: string, traces: readonly Buffer[]): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of glob('**', { cwd: folder, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    if (traces.some((trace) => bytes.includes(trace))) found.push(entry.name);
  }
  return found;
}
