import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planSite, siteSteps } from '@causeway/changes';
import { titlesOfSteps } from '@causeway/console/steps';
import { asId, type CertificateId, type Listener, type Site, type TenantId } from '@causeway/contract';

const previous: Site = {
  ...{ hostname: 'acme.example', binding: 'https', httpPort: 80, httpsPort: 443, rescue: false },
  certificateId: asId<CertificateId>('old'),
};

test('the pages have a title of their own for every step of a change, and for no other', () => {
  const { hostname, certificateId } = previous;
  const serving: Listener[] = [{ scheme: 'https', hostname, port: 443, certificateId, serves: 'everything' }];
  const desired = { ...previous, certificateId: asId<CertificateId>('new') };
  const tenant = { tenantId: asId<TenantId>('acme'), tenant: 'acme' };
  // With a swap it has every step that there is.
  const steps = siteSteps({ sites: [planSite({ ...tenant, previous, desired, serving })] });
  assert.deepEqual(
    steps.map(({ name }) => name),
    Object.keys(titlesOfSteps),
  );
  assert.ok(Object.values(titlesOfSteps).every((title) => title !== ''));
});
