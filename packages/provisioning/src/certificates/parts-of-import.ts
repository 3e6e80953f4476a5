import type { Source } from '@causeway/certificates';
import type { InspectCertificate } from '@causeway/contract/admin';
import { provisioningErrors } from '../errors.ts';

/** The files of an import, each as text or bytes. */
export interface ImportParts {
  readonly pem: Source;
  readonly chain?: Source | undefined;
  readonly key?: Source | undefined;
  readonly anchor?: Source | undefined;
  readonly password?: string | undefined;
  readonly keyPlace?: 'here' | 'elsewhere';
}

/** @throws REQUEST_INVALID when a part comes twice, or the certificate not at all */
export function partsOfImport(body: InspectCertificate): ImportParts {
  const pem = partOf(body, 'pem', 'file');
  if (pem === undefined) {
    throw provisioningErrors.error('REQUEST_INVALID', {
      seen: 'body without pem and file',
      expected: 'one of them',
    });
  }
  return {
    pem,
    chain: partOf(body, 'chain', 'chainFile'),
    key: partOf(body, 'key', 'keyFile'),
    anchor: partOf(body, 'anchor', 'anchorFile'),
    password: body.password,
    keyPlace: body.withoutKey ? 'elsewhere' : 'here',
  };
}

type Text = 'pem' | 'chain' | 'key' | 'anchor';
type File = 'file' | 'chainFile' | 'keyFile' | 'anchorFile';

function partOf(body: InspectCertificate, text: Text, file: File): Source | undefined {
  const { [text]: pem, [file]: base64 } = body;
  if (pem !== undefined && base64 !== undefined) {
    throw provisioningErrors.error('REQUEST_INVALID', {
      seen: `body with ${text} and ${file}`,
      expected: 'one of them',
    });
  }
  return base64 === undefined ? pem : Buffer.from(base64, 'base64');
}
