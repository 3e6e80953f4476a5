import type { EndpointStore, PublishedRevision } from '../endpoint-store.ts';
import { endpointErrors } from '../errors.ts';

/** The published revisions of a MemoryEndpointStore. */
export class MemoryRevisions implements Revisions {
  readonly #all = new Map<number, PublishedRevision>();
  readonly #newestBySigner = new Map<string, PublishedRevision>();
  #current: PublishedRevision | undefined;

  async append(published: PublishedRevision): Promise<void> {
    const { revision, keyIds } = published;
    const highest = this.#current?.revision ?? 0;
    if (revision <= highest) {
      throw endpointErrors.error('REVISION_NOT_GROWN', {
        seen: `revision ${revision}`,
        expected: `more than ${highest}`,
      });
    }
    this.#all.set(revision, published);
    for (const keyId of keyIds) this.#newestBySigner.set(keyId, published);
    this.#current = published;
  }

  async current(): Promise<PublishedRevision | undefined> {
    return this.#current;
  }

  async find(revision: number): Promise<PublishedRevision | undefined> {
    return this.#all.get(revision);
  }

  async newestSignedBy(keyId: string): Promise<PublishedRevision | undefined> {
    return this.#newestBySigner.get(keyId);
  }
}

type Revisions = EndpointStore['revisions'];
