import type { KeyObject } from 'node:crypto';

/** Such as `RSA 2048 bits` or `EC prime256v1`. */
export function describeKey({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): string {
  switch (type) {
    case 'rsa':
      return `RSA ${details?.modulusLength} bits`;
    case 'rsa-pss':
      return `RSA-PSS ${details?.modulusLength} bits`;
    case 'ec':
      return `EC ${details?.namedCurve ?? 'on a curve without a name'}`;
    default:
      return type ?? 'unknown';
  }
}
