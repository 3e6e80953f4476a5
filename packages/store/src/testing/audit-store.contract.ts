import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { asId, type TenantId } from '@causeway/contract';
import type { AuditEntry, AuditFilter, ProvisioningStore } from '@causeway/provisioning';

type Open = () => Promise<ProvisioningStore & AsyncDisposable>;

const acme = asId<TenantId>('acme');

/** The contract of `audit`. `open` answers an empty store each time. */
export function describeAuditStore(name: string, open: Open): void {
  describe(`ProvisioningStore, audit: ${name}`, () => {
    test('numbers entries one after another and lists the newest first', async () => {
      await using store = await open();
      for (const at of [5, 6, 4]) await store.audit.append(entry({ at }));
      const entries = await store.audit.list({ limit: 9 });
      assert.deepEqual(entries, [
        { ...entry({ at: 4 }), sequence: 3 },
        { ...entry({ at: 6 }), sequence: 2 },
        { ...entry({ at: 5 }), sequence: 1 },
      ]);
      assert.deepEqual(await store.audit.list({ limit: 1, before: 3 }), entries.slice(1, 2));
      assert.deepEqual(await store.audit.list({ limit: 9, before: 1 }), []);
    });

    for (const [says, filter, expected] of FILTERS)
      test(`finds by ${says}`, async () => {
        await using store = await open();
        for (const parts of KEPT) await store.audit.append(entry(parts));
        const found = await store.audit.list({ limit: 9, ...filter });
        assert.deepEqual(found.map(({ sequence }) => sequence).reverse(), expected);
        const [last] = expected.slice(-1);
        if (last !== undefined)
          assert.deepEqual(await store.audit.list({ limit: 9, before: last, ...filter }), found.slice(1));
      });
  });
}

const KEPT: readonly Partial<AuditEntry>[] = [
  { at: 1, actor: 'anna', action: 'tenant.create', subject: 'acme', tenantId: acme },
  { at: 2, actor: 'acme/anna', action: 'client.waive', subject: 'acme/workshop', tenantId: acme },
  { at: 3, actor: 'anna', action: 'tenants.create', subject: 'acme-2' },
  { at: 4, actor: 'bob', action: 'session.start', subject: 'a%', outcome: 'SIGN_IN_FAILED' },
];

const FILTERS: readonly (readonly [says: string, filter: AuditFilter, sequences: readonly number[]])[] = [
  ['nothing', {}, [1, 2, 3, 4]],
  ['tenant', { tenantId: acme }, [1, 2]],
  ['actor', { actor: 'anna' }, [1, 3]],
  ['noun and verb', { action: 'tenant.create' }, [1]],
  ['noun', { action: 'tenant' }, [1]],
  ['whole subject', { subject: 'acme/workshop' }, [2]],
  ['what a subject belongs to', { subject: 'acme' }, [1, 2]],
  ['a subject that is a pattern to some', { subject: 'a%' }, [4]],
  ['outcome', { outcome: 'SIGN_IN_FAILED' }, [4]],
  ['time, both ends included', { since: 2, until: 3 }, [2, 3]],
  ['several together', { actor: 'anna', since: 2 }, [3]],
];

function entry(parts: Partial<AuditEntry>): Omit<AuditEntry, 'sequence'> {
  const detail = { from: 'http', to: ['https'] };
  return {
    ...{ at: 1, actor: 'anna', action: 'tenant.create', subject: 'acme', outcome: 'done' },
    ...{ tenantId: null, detail },
    ...parts,
  };
}
