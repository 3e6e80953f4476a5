import { randomUUIDv7 } from 'node:crypto';
import type { StoredCertificate } from '@causeway/certificates';
import type { ChangeRecord } from '@causeway/changes';
import {
  type AdminId,
  asId,
  type CertificateId,
  type ChangeId,
  type ClientId,
  type EndpointServerId,
  type TenantId,
} from '@causeway/contract';
import type {
  ActionRecord,
  ClientRecord,
  EnrollmentToken,
  ForeignContact,
  Inventory,
  Observation,
} from '@causeway/endpoint';
import type { AdminRecord, EndpointServerRecord, TenantRecord } from '@causeway/provisioning';

/** Stores do not read what they keep: these records are whole, and hold no working keys. */
export function someCertificate(parts: Partial<StoredCertificate> = {}): StoredCertificate {
  return {
    id: asId<CertificateId>(randomUUIDv7()),
    name: `certificate ${randomUUIDv7()}`,
    origin: 'self-signed',
    chainPem: 'a chain\nof two lines\n',
    keyPem: 'a key',
    anchorPem: 'an anchor',
    sha256: 'ab'.repeat(32),
    anchorSha256: 'cd'.repeat(32),
    subject: 'CN=Käse & Söhne 🧀',
    issuer: 'CN=issuer',
    hostnames: ['inventory.acme.example', '*.acme.example'],
    notBefore: 1_800_000_000_000,
    notAfter: 1_830_000_000_000,
    createdAt: 1_800_000_000_000,
    renewal: 'by-hand',
    renews: null,
    ...parts,
  };
}

export function someTenant(parts: Partial<TenantRecord> = {}): TenantRecord {
  const site = {
    hostname: 'inventory.acme.example',
    binding: 'http',
    httpPort: 80,
    httpsPort: 443,
    certificateId: null,
    rescue: true,
  } as const;
  return {
    id: asId<TenantId>(randomUUIDv7()),
    name: `tenant-${randomUUIDv7()}`,
    saved: { ...site, binding: 'https', certificateId: asId<CertificateId>(randomUUIDv7()) },
    inForce: site,
    serving: [
      { scheme: 'http', hostname: site.hostname, port: 80, certificateId: null, serves: 'everything' },
    ],
    activeWindowMs: 2_592_000_000,
    pollingIntervalSeconds: 300,
    inventoryIntervalSeconds: 86_400,
    groups: [],
    foreignAgents: null,
    createdAt: 1_800_000_000_000,
    ...parts,
  };
}

export function someEndpointServer(
  parts: Partial<EndpointServerRecord> & Pick<EndpointServerRecord, 'tenantId'>,
): EndpointServerRecord {
  const { saved, inForce, serving } = someTenant();
  const { certificateId: _certificateId, proxy: _proxy, ...proposed } = inForce;
  const id = asId<EndpointServerId>(randomUUIDv7());
  return {
    ...{ id, name: `dmz-${id}`, state: 'authorized', sealingKey: 'a'.repeat(43), proposed, saved, inForce },
    ...{ serving, offer: { number: 3, listeners: serving }, applied: 2 },
    lag: { since: 5, code: 'ENDPOINT_SERVER_SILENT', seen: 'nothing for 5 minutes', changeId: null },
    local: { number: 1, site: proposed, certificateId: null, at: 7, outcome: 'waiting' },
    proven: {
      at: 6,
      proofs: [
        { address: 'https://branch.acme.example:443', code: 'OK', seen: 'status 200', by: 'platform' },
      ],
    },
    report: {
      ...{ at: 8, version: '0.1.0', upstream: 'https://inventory.acme.example:443', contract: 1 },
      spool: { backlog: 0, bytes: 0, maxBytes: 9, oldestSecondsAgo: null, forwardedSecondsAgo: 1.5 },
      ...{ trouble: null, proofs: [] },
    },
    joinedAt: 1_800_000_000_000,
    ...parts,
  };
}

export function someChange(parts: Partial<ChangeRecord> = {}): ChangeRecord {
  return {
    id: asId<ChangeId>(randomUUIDv7()),
    tenantIds: [asId<TenantId>(randomUUIDv7())],
    kind: 'site',
    plan: { from: { binding: 'http' }, to: { binding: 'https' } },
    state: 'running',
    requestedBy: 'anna',
    requestedAt: 1_800_000_000_000,
    endedAt: null,
    error: null,
    steps: [
      {
        index: 0,
        name: 'open',
        title: 'open the new listener beside the old',
        state: 'running',
        startedAt: 1_800_000_000_001,
        endedAt: null,
        detail: { port: 443 },
      },
      {
        index: 1,
        name: 'prove',
        title: 'dial it',
        state: 'waiting',
        startedAt: null,
        endedAt: null,
        detail: null,
      },
    ],
    ...parts,
  };
}

export function someAdmin(parts: Partial<AdminRecord> = {}): AdminRecord {
  const id = asId<AdminId>(randomUUIDv7());
  return {
    id,
    name: `admin ${id}`,
    role: 'admin',
    tenantId: null,
    passwordHash: '$argon2id$…',
    totp: null,
    identity: null,
    createdAt: 1_800_000_000_000,
    ...parts,
  };
}

export function someClient(parts: Partial<ClientRecord> = {}): ClientRecord {
  const id = asId<ClientId>(randomUUIDv7());
  return {
    id,
    name: `pc-${id}`,
    kind: 'native',
    publicKey: `key of ${id}`,
    standing: 'enrolled',
    waiver: null,
    enrolledAt: 1_800_000_000_000,
    lastSeenAt: null,
    lastAddress: null,
    fetchedRevision: 0,
    appliedRevision: 0,
    clockSkewSeconds: 0,
    version: '1.0.0',
    group: null,
    deviceId: null,
    ...parts,
  };
}

export function someToken(parts: Partial<EnrollmentToken> = {}): EnrollmentToken {
  return {
    id: randomUUIDv7(),
    purpose: 'client',
    secret: 'a secret',
    createdAt: 1_800_000_000_000,
    expiresAt: 1_800_086_400_000,
    usesLeft: 10,
    group: null,
    ...parts,
  };
}

export function someObservation(parts: Partial<Observation> & Pick<Observation, 'clientId'>): Observation {
  return { at: 1_800_000_000_000, address: 'http://inventory.acme.example:80', trust: 'none', ...parts };
}

export function someInventory(parts: Partial<Inventory> & Pick<Inventory, 'clientId'>): Inventory {
  const address = 'https://inventory.acme.example:443';
  const document = '{"cpu":"x"}';
  return { receivedAt: 1_800_000_000_000, address, format: 'native', document, ...parts };
}

export function someContact(parts: Partial<ForeignContact> = {}): ForeignContact {
  return {
    ...{ deviceId: 'pc-2026-11-25-10-00-00', agent: 'OCS-NG_unified_unix_agent_v2.10.0' },
    ...{ at: 1_800_000_000_000, address: 'http://inventory.acme.example:80', trust: 'none' },
    ...parts,
  };
}

export function someAction(parts: Partial<ActionRecord> & Pick<ActionRecord, 'clientId'>): ActionRecord {
  const id = parts.id ?? randomUUIDv7();
  return {
    ...{ id, action: { id, kind: 'diagnostics' }, by: 'anna', at: 1_800_000_000_000 },
    ...{ state: 'waiting', doneAt: null, message: null },
    ...parts,
  };
}
