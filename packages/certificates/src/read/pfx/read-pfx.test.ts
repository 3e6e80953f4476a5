import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { berToDer } from '../../der/ber-to-der.ts';
import { readElements, readSequence } from '../../der/read-der.ts';
import { octetString, sequence, tlv } from '../../der/write-der.ts';
import { readCertificate } from '../read-certificate.ts';
import { ecdsa, exportPfx, type Material, PASSWORD, rsa } from '../testing/material.ts';
import { missingOpenSsl, OpenSsl } from '../testing/openssl.ts';
import { refusedWith } from '../testing/refused-with.ts';
import { toBer } from '../testing/to-ber.ts';

let openssl: OpenSsl;
before(async () => {
  openssl = await OpenSsl.open();
});
after(() => openssl[Symbol.asyncDispose]());

const cipher = (certificates: string, key: string) => ['-certpbe', certificates, '-keypbe', key];

/** What exporters choose, today's first. `-legacy` opens the part of OpenSSL that has RC2, and means 40 bits of it. */
const ciphers: Record<string, readonly string[]> = {
  'AES-256': [],
  'AES-192 and AES-128': cipher('AES-192-CBC', 'AES-128-CBC'),
  'PBES2 with 3DES': cipher('DES-EDE3-CBC', 'DES-EDE3-CBC'),
  '3DES': cipher('PBE-SHA1-3DES', 'PBE-SHA1-3DES'),
  '3DES with two keys': cipher('PBE-SHA1-2DES', 'PBE-SHA1-2DES'),
  'RC2-40 and 3DES, as older Windows': ['-legacy'],
  'RC2-128 and RC2-40': ['-legacy', ...cipher('PBE-SHA1-RC2-128', 'PBE-SHA1-RC2-40')],
  'certificates in the open': cipher('NONE', 'AES-256-CBC'),
  nothing: cipher('NONE', 'NONE'),
};
const macs: Record<string, readonly string[]> = {
  'SHA-1': ['-macalg', 'sha1'],
  'SHA-256': ['-macalg', 'sha256'],
  'SHA-384': ['-macalg', 'sha384'],
  'SHA-512 once': ['-macalg', 'sha512', '-nomaciter'],
  none: ['-nomac'],
};
const materials: Record<string, Material> = { ECDSA: ecdsa, RSA: rsa };

/** Certificates and key as `openssl pkcs12` prints them. */
function asOpenSslReads(pfx: Buffer, password: string): { fingerprints: string[]; keyPem: string } {
  const file = openssl.file('in.pfx', pfx);
  const text = openssl
    .print('pkcs12', '-in', file, '-passin', `pass:${password}`, '-nodes', '-legacy')
    .toString();
  const certificates = text.match(/-----BEGIN CERT[^-]+-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const [keyPem = ''] = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----\n/.exec(text) ?? [];
  return { fingerprints: certificates.map((pem) => new X509Certificate(pem).fingerprint256).sort(), keyPem };
}

const fingerprintsOf = (...pems: string[]) =>
  pems
    .flatMap((pem) => pem.match(/-----BEGIN[^-]+-----[^-]+-----END CERTIFICATE-----/g) ?? [])
    .map((pem) => new X509Certificate(pem).fingerprint256);

describe('a PFX file of OpenSSL', { skip: missingOpenSsl() ?? false }, () => {
  for (const [cipherName, cipherOptions] of Object.entries(ciphers)) {
    for (const [macName, macOptions] of Object.entries(macs)) {
      test(`encrypted by ${cipherName}, MAC ${macName}: ECDSA and RSA, with and without chain`, () => {
        for (const material of Object.values(materials)) {
          for (const chain of ['with', 'without'] as const) {
            const pfx = exportPfx(openssl, material, { chain, options: [...cipherOptions, ...macOptions] });
            const more = chain === 'with' ? {} : { chain: material.above };
            const read = readCertificate({ files: [pfx], password: PASSWORD, ...more });
            const seen = asOpenSslReads(pfx, PASSWORD);
            assert.equal(read.keyPem, seen.keyPem);
            assert.equal(read.chainPem, material.leaf.chainPem);
            assert.equal(read.anchorSha256, material.root.sha256);
            const inFile =
              chain === 'with'
                ? fingerprintsOf(read.chainPem, read.anchorPem)
                : fingerprintsOf(material.leaf.certificatePem);
            assert.deepEqual(seen.fingerprints, inFile.sort());
          }
        }
      });
    }
  }

  for (const [name, password] of Object.entries({
    empty: '',
    'not of ASCII': 'pässwörd € 😀',
    long: 'x'.repeat(300),
  })) {
    for (const [cipherName, options] of [
      ['AES-256', []],
      ['older Windows', ['-legacy']],
      ['no MAC', ['-nomac', '-legacy']],
    ] as const) {
      test(`opens by a password that is ${name}, ${cipherName}`, () => {
        const pfx = exportPfx(openssl, ecdsa, { password, options });
        assert.equal(readCertificate({ files: [pfx], password }).sha256, ecdsa.leaf.sha256);
      });
    }
  }

  test('is read in BER as in DER', () => {
    const der = exportPfx(openssl, ecdsa);
    assert.equal(readCertificate({ files: [toBer(der)], password: PASSWORD }).sha256, ecdsa.leaf.sha256);
  });

  test('is read in BER down to its encrypted parts', () => {
    const pfx = exportPfx(openssl, ecdsa, { options: ['-nomac'] });
    const deep = rewrapSafes(pfx, (safes) => toBer(safes));
    assert.equal(readCertificate({ files: [toBer(deep)], password: PASSWORD }).sha256, ecdsa.leaf.sha256);
  });

  test('without a key says so, whatever else is in order', () => {
    const pfx = exportPfx(openssl, ecdsa, { options: ['-nokeys'] });
    assert.throws(
      () => readCertificate({ files: [pfx], password: PASSWORD }),
      refusedWith('CERTIFICATE_KEY_MISSING'),
    );
  });

  for (const [name, options] of Object.entries({
    'AES-256': [],
    'no MAC': ['-nomac'],
    'older Windows': ['-legacy'],
  })) {
    test(`with a wrong password or none, ${name}`, () => {
      const pfx = exportPfx(openssl, ecdsa, { options });
      const read = (password?: string) => () => readCertificate({ files: [pfx], password });
      assert.throws(read('Correct horse'), refusedWith('CERTIFICATE_PFX_PASSWORD_WRONG'));
      assert.throws(read(), refusedWith('CERTIFICATE_PFX_PASSWORD_REQUIRED'));
      assert.throws(read(''), refusedWith('CERTIFICATE_PFX_PASSWORD_REQUIRED'));
    });
  }

  test('that was altered under its MAC is not believed', () => {
    const pfx = exportPfx(openssl, ecdsa, { options: cipher('NONE', 'NONE') });
    const at = pfx.indexOf(Buffer.from('inventory.acme.example'));
    pfx[at] = 0x49;
    assert.throws(
      () => readCertificate({ files: [pfx], password: PASSWORD }),
      refusedWith('CERTIFICATE_PFX_PASSWORD_WRONG'),
    );
  });

  test('with RC4 is refused by name, and one that is cut off by its format', () => {
    const rc4 = exportPfx(openssl, ecdsa, {
      options: ['-legacy', ...cipher('PBE-SHA1-RC4-128', 'PBE-SHA1-RC4-128')],
    });
    assert.throws(
      () => readCertificate({ files: [rc4], password: PASSWORD }),
      refusedWith('CERTIFICATE_ENCRYPTION_UNSUPPORTED'),
    );
    const cut = exportPfx(openssl, ecdsa).subarray(0, 700);
    assert.throws(
      () => readCertificate({ files: [cut], password: PASSWORD }),
      refusedWith('CERTIFICATE_PFX_MALFORMED'),
    );
  });

  test('with more iterations than any exporter uses is refused before they are done', () => {
    const usual = exportPfx(openssl, ecdsa, {
      options: ['-iter', '600000', '-macalg', 'sha256', '-nomaciter'],
    });
    assert.equal(readCertificate({ files: [usual], password: PASSWORD }).sha256, ecdsa.leaf.sha256);
    for (const options of [
      ['-iter', '1700000'],
      ['-legacy', '-iter', '600000'],
    ]) {
      const costly = exportPfx(openssl, ecdsa, { options });
      assert.throws(
        () => readCertificate({ files: [costly], password: PASSWORD }),
        refusedWith('CERTIFICATE_ENCRYPTION_TOO_COSTLY'),
      );
    }
  });
});

/** A PFX without MAC around other AuthenticatedSafe bytes. */
function rewrapSafes(pfx: Buffer, change: (safes: Buffer) => Buffer): Buffer {
  const [version, authSafe] = readSequence(berToDer(pfx));
  const [type, wrapper] = readElements(authSafe?.content ?? Buffer.alloc(0));
  const [octets] = readElements(wrapper?.content ?? Buffer.alloc(0));
  const safes = change(octets?.content ?? Buffer.alloc(0));
  const none = Buffer.alloc(0);
  return sequence(version?.bytes ?? none, sequence(type?.bytes ?? none, tlv(0xa0, octetString(safes))));
}
