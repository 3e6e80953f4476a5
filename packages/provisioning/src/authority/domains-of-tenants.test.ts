import assert from 'node:assert/strict';
import { test } from 'node:test';
import { someTenant } from '@causeway/store/testing';
import { domainOf, domainsOfTenants } from './domains-of-tenants.ts';

for (const [hostname, domain, why] of [
  ['inventory.acme.example', 'acme.example', 'the parent'],
  ['inventory.it.acme.example', 'it.acme.example', 'no higher than the parent'],
  ['inventory.acme.co.uk', 'acme.co.uk', 'the parent'],
  ['acme.co.uk', 'acme.co.uk', 'the parent is a public suffix'],
  ['acme.com', 'acme.com', 'the parent is a top-level domain'],
  ['acme.internal', 'acme.internal', 'the parent is a top-level domain that nobody registers'],
  ['acme.github.io', 'acme.github.io', "the parent is a hoster's domain"],
  ['acme.xn--55qx5d.cn', 'acme.xn--55qx5d.cn', 'the parent is a public suffix in A-labels'],
  ['acme.localhost', 'localhost', 'a name for trials'],
  ['a.b.localhost', 'localhost', 'a name for trials'],
  ['localhost', 'localhost', 'a name for trials'],
] as const) {
  test(`the domain of ${hostname} is ${domain}: ${why}`, () => assert.equal(domainOf(hostname), domain));
}

test('the domains of all tenants, saved, in force and served, each once, with names for trials', () => {
  const tenant = someTenant();
  const at = (hostname: string) => ({ ...tenant.inForce, hostname });
  const [listener] = tenant.serving;
  assert.ok(listener);
  const tenants = [
    {
      saved: at('new.acme.example'),
      inForce: at('old.acme.example'),
      serving: [{ ...listener, hostname: 'in.acme-old.example' }],
    },
    { saved: at('inventory.beta.example'), inForce: at('inventory.beta.example'), serving: [] },
  ];
  assert.deepEqual(domainsOfTenants(tenants), [
    'acme-old.example',
    'acme.example',
    'beta.example',
    'localhost',
  ]);
});

test('without tenants there are names for trials: a CA without a domain could issue for all', () => {
  assert.deepEqual(domainsOfTenants([]), ['localhost']);
});

test('bare names and addresses of HTTP tenants are no domains', () => {
  const { inForce } = someTenant();
  const tenants = ['server1', '10.0.0.1', 'host.1'].map((hostname) => {
    const site = { ...inForce, hostname };
    return { saved: site, inForce: site, serving: [] };
  });
  assert.deepEqual(domainsOfTenants(tenants), ['localhost']);
});
