import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Batch, UPSTREAM_CONTRACT } from '@causeway/contract/upstream-messages';
import type { SpooledEntry } from '../../spool/spool.ts';

const pack = promisify(gzip);

/** A batch as it goes over the wire: JSON, with Content-Encoding gzip. */
export function encodeBatch(spool: string, entries: readonly SpooledEntry[]): Promise<Buffer> {
  const batch: Batch = { contract: UPSTREAM_CONTRACT, spool, entries: [...entries] };
  return pack(JSON.stringify(batch));
}
