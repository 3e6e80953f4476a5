import type { TProperties } from 'typebox';
import type { AccessDesk } from '../access/access-desk.ts';
import { nameAt } from '../access/reach.ts';
import type { Provisioning } from '../provisioning.ts';
import { ByName } from './answers.ts';

/** Where there are users: at provisioning, or at a tenant's platform. */
export interface UserPlace {
  readonly prefix: '' | '/tenants/:name';
  /** Parameters of that path. */
  readonly params: TProperties;
  /** Behind `Users`. */
  readonly whose: string;
  /** Of the users that a request is about. */
  accessOf(params: unknown): AccessDesk | Promise<AccessDesk>;
}

export function provisioningPlace({ access }: Pick<Provisioning, 'access'>): UserPlace {
  return { prefix: '', params: {}, whose: '', accessOf: () => access };
}

export function tenantPlace({ accessDesks }: Pick<Provisioning, 'accessDesks'>): UserPlace {
  return {
    ...{ prefix: '/tenants/:name', params: ByName.properties, whose: ' of a tenant’s platform' },
    // As the schema of the path demands it.
    accessOf: (params) => accessDesks.of((params as { readonly name: string }).name),
  };
}

/** What is done to a user there, or to something of theirs: `acme/oda/scripts`. */
export function deedOn({ reach }: AccessDesk, action: string, ...names: readonly [string, ...string[]]) {
  return { action, subject: nameAt(reach, names.join('/')), tenantId: reach?.id ?? null };
}
