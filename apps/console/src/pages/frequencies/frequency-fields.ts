import type { ConfigureFrequencies, CountedGroup, SetGroup, TenantView } from '@causeway/contract/admin';
import { durationOf } from '../../parts/duration.ts';
import * as texts from '../../texts/index.ts';

/** Of a tenant, each in seconds. */
export type FrequencyForm = Pick<
  TenantView,
  'pollingIntervalSeconds' | 'inventoryIntervalSeconds' | 'activeWindowSeconds'
>;
/** Of a group: null as the tenant has it. */
export type GroupForm = Pick<CountedGroup, keyof FrequencyForm>;

export const frequencyFields = [
  { name: 'pollingIntervalSeconds', text: 'polling' },
  { name: 'inventoryIntervalSeconds', text: 'inventory' },
  { name: 'activeWindowSeconds', text: 'window' },
] as const;

/** What would be sent: the parts that are not as before; undefined when there are none. */
export function changedFrequencies(
  before: FrequencyForm,
  form: FrequencyForm,
): ConfigureFrequencies | undefined {
  return differing(before, form);
}

export function changedGroup(before: GroupForm, form: GroupForm): SetGroup | undefined {
  return differing(before, form);
}

function differing<Form extends GroupForm>(before: Form, form: Form): Partial<Form> | undefined {
  const parts = frequencyFields.flatMap(({ name }) =>
    form[name] === before[name] ? [] : [[name, form[name]] as const],
  );
  // Each is a field of the form under its own name.
  return parts.length === 0 ? undefined : (Object.fromEntries(parts) as Partial<Form>);
}

/** `10 minutes` */
export function sayDuration(seconds: number): string {
  const { amount, unit } = durationOf(seconds);
  return texts.duration.said(amount, texts.duration.units[unit]);
}

const HOUR_S = 3_600;

/** How many requests of that kind come in an hour. */
export function perHour(clients: number, intervalSeconds: number): number {
  return intervalSeconds <= 0 ? 0 : (clients * HOUR_S) / intervalSeconds;
}
