import { X509Certificate } from 'node:crypto';
import { parseConfig } from '@causeway/config-file';
import type { AnchorView } from '@causeway/contract/admin';
import type { TenantHost } from './tenant-host.ts';

/** What config.ini tells clients to trust; none as long as it names no address under HTTPS. */
export async function publishedAnchors({ store }: Pick<TenantHost, 'store'>): Promise<AnchorView[]> {
  const published = await store.revisions.current();
  if (published === undefined) return [];
  return parseConfig(published.file).config.anchors.map(({ name, sha256, certificate }) => {
    const read = new X509Certificate(Buffer.from(certificate, 'base64'));
    const notAfter = read.validToDate.getTime();
    return { name, sha256, subject: read.subject.replaceAll('\n', ', '), notAfter, pem: read.toString() };
  });
}
