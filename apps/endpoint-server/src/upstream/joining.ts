import type { Address } from '@causeway/contract';

/** What the first start needs. */
export interface Joining {
  readonly server: Address;
  /** `ID.SECRET` of a registration token. */
  readonly token: string;
  readonly name: string;
  readonly anchorPem?: string | undefined;
}
