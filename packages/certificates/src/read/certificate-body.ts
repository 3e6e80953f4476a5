import { readCount, readElements, readSequence } from '../der/read-der.ts';
import { type CanonicalName, readName } from './read-name.ts';

/** What stands before the extensions (RFC 5280 section 4.1.2). */
export interface CertificateBody {
  /** 1 or 3; 2 is not in use. */
  readonly version: number;
  /** Lower-case hex, as it is encoded. */
  readonly serial: string;
  readonly issuerName: CanonicalName;
  readonly subjectName: CanonicalName;
}

const VERSION = 0xa0;

/** @throws RangeError when the DER is not sound. */
export function bodyOf(certificate: Buffer): CertificateBody {
  const [body] = readSequence(certificate);
  const all = body === undefined ? [] : readElements(body.content);
  const [version, ...others] = all[0]?.tag === VERSION ? all : [undefined, ...all];
  const [serial, , issuer, , subject] = others;
  if (serial === undefined || issuer === undefined || subject === undefined)
    throw new RangeError('not a TBSCertificate');
  return {
    version: version === undefined ? 1 : readCount(readElements(version.content)[0]) + 1,
    serial: serial.content.toString('hex'),
    issuerName: readName(issuer.content),
    subjectName: readName(subject.content),
  };
}
