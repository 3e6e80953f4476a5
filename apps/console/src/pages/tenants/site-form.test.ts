import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SiteView } from '@causeway/contract/admin';
import { type SiteForm, siteFormOf, whatDiffers } from './site-form.ts';

const saved: SiteView = {
  ...{ hostname: 'inventory.acme.example', binding: 'http', httpPort: 80, httpsPort: 443 },
  ...{ certificate: null, rescue: false, proxy: null },
};

test('what was not touched is not sent, and nothing at all when nothing was', () => {
  const form = siteFormOf(saved);
  assert.equal(whatDiffers(saved, form), undefined);
  assert.deepEqual(whatDiffers(saved, { ...form, binding: 'http+https', certificate: 'acme' }), {
    ...{ binding: 'http+https', certificate: 'acme' },
  });
});

test('the addresses of a proxy are taken apart at commas and spaces, and no proxy is said, too', () => {
  const behind = { ...saved, proxy: { from: ['10.0.0.1', '10.1.0.0/16'], port: 8080 } };
  const form = siteFormOf(behind);
  assert.equal(form.proxy?.from, '10.0.0.1, 10.1.0.0/16');
  assert.deepEqual(whatDiffers(behind, { ...form, proxy: null }), { proxy: null });
  assert.deepEqual(whatDiffers(behind, { ...form, proxy: { from: ' 10.0.0.2 10.0.0.3,', port: 8080 } }), {
    proxy: { from: ['10.0.0.2', '10.0.0.3'], port: 8080 },
  });
});

test('what the binding does not show is not sent', () => {
  const edited: SiteForm = {
    ...siteFormOf(saved),
    ...{ httpPort: 8080, httpsPort: 8443, certificate: 'acme', rescue: true },
  };
  assert.deepEqual(whatDiffers(saved, edited), { httpPort: 8080 });
  assert.deepEqual(whatDiffers(saved, { ...edited, binding: 'http+https' }), {
    ...{ binding: 'http+https', httpPort: 8080, httpsPort: 8443, certificate: 'acme' },
  });
});

test('the rescue path keeps the HTTP port under HTTPS', () => {
  const edited: SiteForm = { ...siteFormOf(saved), binding: 'https', httpPort: 8080 };
  assert.deepEqual(whatDiffers(saved, edited), { binding: 'https' });
  assert.deepEqual(whatDiffers(saved, { ...edited, rescue: true }), {
    ...{ binding: 'https', httpPort: 8080, rescue: true },
  });
});
