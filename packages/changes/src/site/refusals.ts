import type { Site } from '@causeway/contract';
import { explain, type Verdict } from '@causeway/reachability';
import { changeErrors } from '../errors.ts';
import { skipsInterim } from './plan-site.ts';

/** Clients named in one message; the details have more. */
const NAMED = 5;

export interface BindingStep {
  /** Name of the website: `acme`, or `acme/branch`. */
  readonly tenant: string;
  readonly from: Site;
  readonly to: Site;
  /** Clients of any standing. */
  readonly clientCount: number;
}

/** DESIGN rule 1, whatever is waived. @throws BINDING_SKIPS_INTERIM */
export function checkBindingStep({ tenant, from, to, clientCount }: BindingStep): void {
  if (clientCount === 0 || !skipsInterim(from.binding, to.binding)) return;
  const certificate = to.binding === 'https' ? ' --certificate NAME' : '';
  throw changeErrors.error('BINDING_SKIPS_INTERIM', {
    seen: `${from.binding} → ${to.binding} in one step, with ${clientCount} ${clientCount === 1 ? 'client' : 'clients'}`,
    expected: `${from.binding} → http+https → ${to.binding}`,
    hint:
      `First run \`causeway ${configureCommand(tenant)} --binding http+https${certificate}\`. ` +
      `\`causeway crossing show ${tenant.split('/')[0]}\` then tells who has crossed; when all have, choose ${to.binding}.`,
  });
}

/** How a website is configured, by its name. */
function configureCommand(name: string): string {
  const [tenant, server] = name.split('/');
  return server === undefined
    ? `tenant configure ${tenant}`
    : `endpoint-server configure ${tenant} ${server}`;
}

/** The refusal of the law (makes it; the caller throws). */
export function refuse({ blockers, counts }: Verdict, tenant: string): Error {
  const named = blockers.slice(0, NAMED).map(({ name, reason }) => `${name}: ${explain(reason).sentence}`);
  const more = counts.blocking > NAMED ? [`… and ${counts.blocking - NAMED} more`] : [];
  const remedies = new Set(blockers.slice(0, NAMED).map(({ reason }) => explain(reason).remedy));
  return changeErrors.error('CLIENTS_NOT_PROVEN', {
    seen: [`${counts.blocking} of ${counts.clients} clients would be stranded`, ...named, ...more].join('\n'),
    expected: 'every active client has come through at an address that stays, within the active window',
    hint:
      `${[...remedies].join('\n')}\n\`causeway crossing show ${tenant}\` shows all of them. ` +
      `A client that may be left behind: \`causeway client waive ${tenant} NAME --reason TEXT\`.`,
    details: { blockers, counts },
  });
}
