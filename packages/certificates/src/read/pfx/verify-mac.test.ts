import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createSecureContext } from 'node:tls';
import { readCertificate } from '../read-certificate.ts';
import { ecdsa, exportPfx, PASSWORD } from '../testing/material.ts';
import { missingOpenSsl, OpenSsl } from '../testing/openssl.ts';
import { refusedWith } from '../testing/refused-with.ts';
import { type Pbmac1Options, withPbmac1 } from '../testing/with-pbmac1.ts';

let openssl: OpenSsl;
before(async () => {
  openssl = await OpenSsl.open();
});
after(() => openssl[Symbol.asyncDispose]());

const make = (options: Partial<Pbmac1Options> = {}) =>
  withPbmac1(exportPfx(openssl, ecdsa, { options: ['-nomac'] }), {
    password: PASSWORD,
    hash: 'sha256',
    ...options,
  });
const read = (pfx: Buffer, password = PASSWORD) => readCertificate({ files: [pfx], password });

/** Whether the OpenSSL of Node, which knows PBMAC1, takes it. */
function isTakenByNode(pfx: Buffer, passphrase: string): boolean {
  try {
    createSecureContext({ pfx, passphrase });
    return true;
  } catch {
    return false;
  }
}

describe('PBMAC1 (RFC 9579)', { skip: missingOpenSsl() ?? false }, () => {
  for (const hash of ['sha1', 'sha256', 'sha512'] as const) {
    for (const keyBytes of [20, 32, 64]) {
      test(`with ${hash} and a key of ${keyBytes} bytes is judged as Node judges it`, () => {
        const pfx = make({ hash, keyBytes });
        assert.ok(isTakenByNode(pfx, PASSWORD));
        assert.equal(read(pfx).sha256, ecdsa.leaf.sha256);
        assert.ok(!isTakenByNode(pfx, 'wrong'));
        assert.throws(() => read(pfx, 'wrong'), refusedWith('CERTIFICATE_PFX_PASSWORD_WRONG'));
      });
    }
  }

  test('of another password than the encryption opens nothing', () => {
    const pfx = make({ password: 'other' });
    assert.throws(() => read(pfx), refusedWith('CERTIFICATE_PFX_PASSWORD_WRONG'));
    assert.throws(() => read(pfx, 'other'), refusedWith('CERTIFICATE_PFX_PASSWORD_WRONG'));
  });

  test('without a key length, or with a short one, is refused', () => {
    assert.throws(() => read(make({ keyBytes: undefined })), refusedWith('CERTIFICATE_PFX_MALFORMED'));
    assert.throws(() => read(make({ keyBytes: 16 })), refusedWith('CERTIFICATE_PFX_MALFORMED'));
  });
});
