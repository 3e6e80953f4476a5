import { derOf, ecdsa, exportPfx, PASSWORD, rsa } from '../material.ts';
import type { OpenSsl } from '../openssl.ts';
import { toBer } from '../to-ber.ts';
import type { Seed } from './fuzz-main.ts';

const { leaf, above, root } = ecdsa;

/** One good file of every kind. Few iterations: it is the reader that is to work, not the key derivation. */
export function makeSeeds(openssl: OpenSsl): Seed[] {
  const pfx = (...options: string[]) => exportPfx(openssl, ecdsa, { options: ['-iter', '1', ...options] });
  const open = ['-certpbe', 'NONE', '-keypbe', 'NONE', '-nomac'];
  const key = openssl.file('key.pem', leaf.keyPem);
  const chain = openssl.file('chain.pem', leaf.certificatePem + above);
  const pass = ['-passout', `pass:${PASSWORD}`];
  const certificates = Buffer.from(leaf.certificatePem + above);
  const plainKey = Buffer.from(leaf.keyPem);
  const seeds: [string, Buffer, ...Buffer[]][] = [
    ['PFX', pfx()],
    ['PFX of older Windows', pfx('-legacy')],
    ['PFX without MAC', pfx('-nomac')],
    ['PFX in the open', pfx(...open)],
    ['PFX in BER', toBer(pfx(...open))],
    ['PFX with RSA', exportPfx(openssl, rsa, { options: ['-iter', '1', ...open] })],
    ['PKCS#7', openssl.make('crl2pkcs7', '-nocrl', '-certfile', chain, '-outform', 'DER'), plainKey],
    ['PKCS#7 in PEM', openssl.make('crl2pkcs7', '-nocrl', '-certfile', chain), plainKey],
    ['PEM', Buffer.concat([certificates, plainKey])],
    ['DER of the leaf', derOf(leaf.certificatePem), Buffer.from(above), plainKey],
    ['DER of the root', derOf(root.certificatePem), Buffer.from(leaf.chainPem), plainKey],
    ['PKCS#8', derOf(leaf.keyPem), certificates],
    ['traditional EC', openssl.make('pkey', '-traditional', '-outform', 'DER', '-in', key), certificates],
    [
      'encrypted PKCS#8',
      openssl.make('pkcs8', '-topk8', '-iter', '1', '-outform', 'DER', '-in', key, ...pass),
      certificates,
    ],
    [
      'encrypted PKCS#8 in PEM',
      openssl.make('pkcs8', '-topk8', '-iter', '1', '-in', key, ...pass),
      certificates,
    ],
    [
      'traditional, encrypted',
      openssl.make('pkey', '-traditional', '-aes128', '-in', key, ...pass),
      certificates,
    ],
  ];
  return seeds.map(([name, file, ...rest]) => ({
    name,
    file: file.toString('base64'),
    rest: rest.map((one) => one.toString('base64')),
  }));
}
