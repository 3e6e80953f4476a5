import {
  createTestCa,
  generateTestKeys,
  type KeyAlgorithm,
  type TestCertificateOptions,
} from '@causeway/testkit';
import { type ChainCase, chainCase, issueTo, root } from '../chain-case.ts';

/** Without secp256k1 and the Brainpool curves: Node 26.10 dies of them when it reads the peer's certificates. */
const ALGORITHMS: readonly KeyAlgorithm[] = [
  'ecdsa-p224',
  'ecdsa-p256',
  'ecdsa-p384',
  'ecdsa-p521',
  'ed25519',
  'ed448',
  'rsa-1024',
  'rsa-2048',
  'rsa-3072',
  'rsa-pss-2048',
];

/** Each kind of key for a leaf, an intermediate, a root and a certificate that signs itself. */
export function keyCases(): ChainCase[] {
  return [...ALGORITHMS.flatMap(casesOf), ...signatureCases(), ...strangerKeys()];
}

function casesOf(algorithm: KeyAlgorithm): ChainCase[] {
  const keys = generateTestKeys(algorithm);
  const ca = createTestCa({ name: `Root of ${algorithm}`, keys });
  const self = issueTo(ca, { keys, subject: ca.name });
  return [
    chainCase(`key of the leaf: ${algorithm}`, issueTo(root, { keys })),
    chainCase(`key of the intermediate: ${algorithm}`, issueTo(root.intermediate({ keys }))),
    chainCase(`key of the root: ${algorithm}`, issueTo(ca), { anchor: ca.certificatePem }),
    chainCase(`key of a self-signed leaf: ${algorithm}`, self, { anchor: self.certificatePem }),
  ];
}

/** Signatures by RSA: its own padding and PSS, by each hash. */
function signatureCases(): ChainCase[] {
  const rsa = createTestCa({ name: 'RSA Root', algorithm: 'rsa-2048' });
  const hashes = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const;
  const paddings = ['pkcs1', 'pss'] as const;
  return hashes.flatMap((hash) =>
    paddings.map((padding) => {
      const options: TestCertificateOptions = { hash, padding };
      return chainCase(`signature: RSA ${padding} by ${hash}`, issueTo(rsa, options), {
        anchor: rsa.certificatePem,
      });
    }),
  );
}

function strangerKeys(): ChainCase[] {
  const leaf = issueTo(root);
  const stranger = issueTo(root);
  return [
    { ...chainCase('key file: of another certificate', leaf), keyPem: stranger.keyPem },
    {
      ...chainCase('key file: of another kind', leaf),
      keyPem: issueTo(root, { algorithm: 'rsa-2048' }).keyPem,
    },
  ];
}
