import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, type CertificateId, type Site } from '@causeway/contract';
import { CausewayError } from '@causeway/errors';
import { completeSite, planFirstSite, type SiteRequest } from './site-request.ts';

const certificateId = asId<CertificateId>('0191f0c2-0000-7000-8000-000000000001');
const current: Site = {
  hostname: 'inventory.acme.example',
  binding: 'http+https',
  httpPort: 80,
  httpsPort: 443,
  certificateId,
  rescue: true,
};

test('what a request leaves out stays as it is', () => {
  assert.deepEqual(completeSite(current, {}), current);
  assert.deepEqual(completeSite(current, { httpsPort: 8443, rescue: false }), {
    ...current,
    httpsPort: 8443,
    rescue: false,
  });
});

test('a first site listens on HTTP at the usual port and keeps a rescue path', () => {
  assert.deepEqual(planFirstSite({ hostname: 'acme.example' }), {
    hostname: 'acme.example',
    binding: 'http',
    httpPort: 80,
    httpsPort: 443,
    certificateId: null,
    rescue: true,
  });
});

test('a bare name or an IP address is fine over HTTP and refused as soon as HTTPS comes', () => {
  for (const hostname of ['inventory', '192.0.2.7']) {
    const http = completeSite(current, { binding: 'http', hostname });
    assert.equal(http.hostname, hostname);
    for (const binding of ['https', 'http+https'] as const)
      assert.throws(() => completeSite(http, { binding }), { code: 'HOSTNAME_NOT_QUALIFIED' });
  }
});

const refused: readonly (readonly [SiteRequest, string])[] = [
  [{ hostname: '' }, 'HOSTNAME_INVALID'],
  [{ hostname: 'acme.example.' }, 'HOSTNAME_INVALID'],
  [{ hostname: 'bücher.example' }, 'HOSTNAME_INVALID'],
  [{ hostname: 'h'.repeat(300) }, 'HOSTNAME_INVALID'],
  [{ httpPort: 0 }, 'PORT_INVALID'],
  [{ httpsPort: 65_536 }, 'PORT_INVALID'],
  [{ httpsPort: 443.5 }, 'PORT_INVALID'],
  [{ httpPort: 443 }, 'PORTS_EQUAL'],
  [{ httpPort: 8080, httpsPort: 8080 }, 'PORTS_EQUAL'],
  [{ proxy: { from: ['10.0.0.5'] } }, 'PROXY_INCOMPLETE'],
  [{ proxy: { port: 8080 } }, 'PROXY_INCOMPLETE'],
  [{ proxy: {} }, 'PROXY_INCOMPLETE'],
  [{ proxy: { from: ['10.0.0.5'], port: 0 } }, 'PORT_INVALID'],
  [{ proxy: { from: ['10.0.0.5', 'proxy.acme.example'], port: 8080 } }, 'PROXY_ADDRESS_INVALID'],
  [{ proxy: { from: ['0.0.0.0/0'], port: 8080 } }, 'PROXY_ADDRESS_INVALID'],
  [{ proxy: { from: ['::/0'], port: 8080 } }, 'PROXY_ADDRESS_INVALID'],
];

for (const [request, code] of refused) {
  test(`${JSON.stringify(request).slice(0, 60)} is refused with ${code}`, () => {
    assert.throws(
      () => completeSite(current, request),
      (error) => {
        assert.ok(error instanceof CausewayError);
        assert.equal(error.code, code);
        assert.ok(error.seen && error.expected && error.hint);
        return true;
      },
    );
  });
}

test('HTTPS needs a certificate, be it new or kept', () => {
  const without: Site = { ...current, binding: 'http', certificateId: null };
  assert.throws(() => completeSite(without, { binding: 'http+https' }), { code: 'CERTIFICATE_REQUIRED' });
  assert.equal(completeSite(without, { binding: 'http+https', certificateId }).certificateId, certificateId);
  assert.equal(completeSite({ ...without, certificateId }, { binding: 'http+https' }).binding, 'http+https');
});

test('a proxy comes, is changed in part, stays, and goes', () => {
  const proxied = completeSite(current, { proxy: { from: ['10.0.0.5', '10.0.0.5/32'], port: 8080 } });
  assert.deepEqual(proxied.proxy, { from: ['10.0.0.5'], port: 8080 });
  assert.deepEqual(completeSite(proxied, { rescue: false }).proxy, proxied.proxy);
  assert.deepEqual(completeSite(proxied, { proxy: { port: 8081 } }).proxy, {
    from: ['10.0.0.5'],
    port: 8081,
  });
  assert.deepEqual(completeSite(proxied, { proxy: { from: ['10.1.0.0/16'] } }).proxy, {
    from: ['10.1.0.0/16'],
    port: 8080,
  });
  assert.deepEqual(completeSite(proxied, { proxy: null }), current);
});
