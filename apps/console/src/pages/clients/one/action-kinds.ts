import type { ActionView, AskClient, ClientView } from '@causeway/contract/admin';
import type { Tone } from '../../../parts/StateBadge.tsx';
import * as texts from '../../../texts/index.ts';

const says = texts.client.actions;

/** Those that take nothing away. */
export const askedKinds = ['inventory', 'diagnostics', 're-enroll'] as const satisfies AskClient['kind'][];

export const actionTones: Readonly<Record<ActionView['state'], Tone>> = {
  waiting: 'busy',
  done: 'good',
  failed: 'bad',
};

/** Why a client takes no actions; undefined when it does. */
export function whyDeaf({ kind, state }: Pick<ClientView, 'kind' | 'state'>): string | undefined {
  if (kind === 'foreign') return says.foreign;
  return state === 'retired' ? says.retired : undefined;
}

/** `Inventory (whole)`, `Join its group: servers` */
export function sayAction({ kind, full, group }: ActionView): string {
  const name = says.done[kind] ?? kind;
  if (full === true) return `${name}${says.fullShort}`;
  return group === undefined ? name : `${name}${says.toGroup(group)}`;
}
