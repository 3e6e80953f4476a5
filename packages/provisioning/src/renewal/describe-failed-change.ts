import { type ChangeRecord, type SitesPlan, siteKindName } from '@causeway/changes';
import type { CertificateId, TenantId } from '@causeway/contract';
import type { Notice } from '../notices/notice.ts';

/** Of those that are there; what is gone has none. */
export interface Names {
  readonly tenants: ReadonlyMap<TenantId, string>;
  readonly certificates: ReadonlyMap<CertificateId, string>;
}

const REMEDY_STUCK =
  'Nothing goes on by itself: mend the cause, then configure each tenant as it should be with ' +
  '`causeway tenant configure TENANT`.';
const REMEDY_UNDONE = 'Everything is as it was, and it is tried again by itself within a day.';

/** A change that is stuck, or that was begun by the server itself and undone: of whom, where, why, and the remedy. */
export function describeFailedChange(change: ChangeRecord, names: Names): Notice {
  const { id, state, requestedBy, error, steps, tenantIds } = change;
  const tenants = tenantIds.flatMap((tenantId) => names.tenants.get(tenantId) ?? []);
  const certificates = certificatesOf(change).flatMap((one) => names.certificates.get(one) ?? []);
  const what =
    nameAll('tenant', tenants) +
    (certificates.length === 0 ? '' : ` to ${nameAll('certificate', certificates)}`);
  const isStuck = state === 'stuck';
  const sentences = [
    `A change of ${what}, begun by ${requestedBy}, ${isStuck ? describeStuck(steps) : describeUndone(steps)}`,
    describeReason(error),
    isStuck ? REMEDY_STUCK : REMEDY_UNDONE,
    `\`causeway change show ${id}\` shows every step.`,
  ];
  return {
    ...{ series: `failed-change/${id}`, step: 0, kind: `change-${state}`, subject: tenants.join(', ') },
    severity: isStuck ? 'error' : 'warning',
    text: sentences.filter((sentence) => sentence !== '').join(' '),
    details: { change: id, tenants, certificates, requestedBy, error },
  };
}

/** Those that it was to put live. */
function certificatesOf({ kind, plan }: ChangeRecord): CertificateId[] {
  if (kind !== siteKindName) return [];
  // Plans of this kind are made by planSite alone.
  const { sites } = plan as SitesPlan;
  const swapped = sites.filter(({ previous, desired }) => previous.certificateId !== desired.certificateId);
  return [...new Set(swapped.flatMap(({ desired }) => desired.certificateId ?? []))];
}

function describeStuck(steps: ChangeRecord['steps']): string {
  const titles = steps.filter(({ state }) => state === 'failed').map(({ title }) => `"${title}"`);
  return `is stuck: ${titles.join(' and ') || 'a step'} could not be undone.`;
}

/** The last step that was begun is the one that failed. */
function describeUndone(steps: ChangeRecord['steps']): string {
  const last = steps.findLast(({ state }) => state !== 'waiting');
  return `failed${last === undefined ? '' : ` at "${last.title}"`} and was undone.`;
}

function describeReason(error: ChangeRecord['error']): string {
  if (error === null) return '';
  const { message, seen, hint } = error;
  return [message, seen === undefined ? '' : `Seen: ${seen}.`, hint ?? ''].filter(Boolean).join(' ');
}

function nameAll(noun: string, names: readonly string[]): string {
  return `${noun}${names.length === 1 ? '' : 's'} ${names.join(', ')}`;
}
