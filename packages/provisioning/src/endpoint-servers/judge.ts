import type { CertificateMaterial } from '@causeway/certificates';
import { checkBindingStep, refuse } from '@causeway/changes';
import { type EndpointServerId, listenersOf, type Site } from '@causeway/contract';
import type { JudgeAnswer, JudgeRequest } from '@causeway/contract/upstream-messages';
import { CausewayError } from '@causeway/errors';
import { newCertificate } from '../certificates/new-certificate.ts';
import { provisioningErrors } from '../errors.ts';
import type { EndpointServerRecord, ProvisioningStore } from '../provisioning-store.ts';
import type { TenantSitePorts } from '../tenants/site-ports.ts';
import type { TenantHosts } from '../tenants/tenant-hosts.ts';
import { localMove } from './local-changes.ts';
import { requireHostname, siteOfLocal } from './local-site.ts';

/** What a local change of an endpoint server would do to the clients of its tenant. */
export type Judge = (id: EndpointServerId, request: JudgeRequest) => Promise<JudgeAnswer>;

export interface JudgeParts {
  readonly store: Pick<ProvisioningStore, 'tenants' | 'endpointServers'>;
  readonly hosts: () => Pick<TenantHosts, 'get'>;
  readonly ports: () => Pick<TenantSitePorts, 'decide' | 'checkAddresses'>;
  /** Leaf, chain and anchor of a PEM text without a key. */
  readonly readChain: (pem: string) => Promise<CertificateMaterial>;
  readonly now: () => number;
}

type JudgeFinding = JudgeAnswer['findings'][number];

/** The rules and the law; what can be seen on its own machine, the endpoint server finds by itself. */
export function createJudge(parts: JudgeParts): Judge {
  return async (id, { site: local, chainPem }) => {
    const { record, tenant } = await findBoth(id, parts);
    const name = `${tenant.name}/${record.name}`;
    const certificates = chainPem === null ? [] : [await readLocal(chainPem, name, parts)];
    const misnamed = attempt(() => requireHostname(local));
    if (misnamed !== undefined) return { findings: [toFinding(misnamed)] };
    const site = siteOfLocal(local, certificates[0]?.id ?? null);
    const taken = await parts.ports().checkAddresses(tenant, id, listenersOf(site));
    const clientCount = await parts.hosts().get(tenant.id).store.clients.count();
    const step = { tenant: name, from: inForceOf(record), to: site, clientCount };
    const move = localMove(record, listenersOf(site));
    const verdict = await parts.ports().decide(tenant.id, [move], { also: certificates, setAside: 'moves' });
    const refusals = [
      attempt(() => checkBindingStep(step)),
      verdict.kind === 'refused' ? refuse(verdict, tenant.name) : undefined,
    ];
    return { findings: [...taken, ...refusals.filter((one) => one !== undefined).map(toFinding)] };
  };
}

async function findBoth(id: EndpointServerId, { store }: JudgeParts) {
  const record = await store.endpointServers.find(id);
  const tenant = record && (await store.tenants.find(record.tenantId));
  if (record !== undefined && tenant !== undefined) return { record, tenant };
  throw provisioningErrors.error('ENDPOINT_SERVER_NOT_FOUND', { seen: `id ${id}` });
}

/** It is in no store yet. */
async function readLocal(chainPem: string, name: string, { readChain, now }: JudgeParts) {
  return newCertificate(await readChain(chainPem), { name, origin: 'imported', now: now() });
}

/** A local change that is in force counts as what it is. */
function inForceOf({ inForce, local }: EndpointServerRecord): Site {
  return local?.outcome === 'seen' ? siteOfLocal(local.site, local.certificateId) : inForce;
}

function attempt(check: () => void): unknown {
  try {
    check();
    return undefined;
  } catch (error) {
    return error;
  }
}

/** A refusal as a finding. */
function toFinding(error: unknown): JudgeFinding {
  if (!(error instanceof CausewayError)) throw error;
  const { code, seen = '', expected = '', hint = '' } = error;
  return { severity: 'error', code, seen, expected, remedy: hint };
}
