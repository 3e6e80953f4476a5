import { createSelfSigned } from '@causeway/certificates';
import type { ImportCertificate } from '@causeway/contract/admin';
import { createTestCa, generateTestKeys, type TestCa } from '@causeway/testkit';
import { certificateNames } from './commands.ts';

const hostnames = ['a.localhost', 'b.localhost'];
const LONG_MS = 3_650 * 86_400_000;

/**
 * Two that are their own anchors, two of one CA, one whose chain leads to that CA and to another, one of the other CA
 * alone, and one of the first CA whose root was issued again for the same key.
 */
export async function makeCertificates(): Promise<ImportCertificate[]> {
  const now = Date.parse('2026-11-01T00:00:00Z');
  const dates = { notBefore: now, notAfter: now + LONG_MS };
  const [rootKeys, otherKeys] = [generateTestKeys(), generateTestKeys()];
  const root = createTestCa({ name: 'Root', keys: rootKeys, ...dates });
  const other = createTestCa({ name: 'Other Root', keys: otherKeys, ...dates });
  const crossed = root.intermediate({ name: 'Other Root', keys: otherKeys, ...dates });
  const again = createTestCa({ name: 'Root', keys: rootKeys, ...dates });
  const issue = (name: string, ca: TestCa, anchor: TestCa, above = ''): ImportCertificate => {
    const { chainPem, keyPem } = ca.issue({ hostnames, ...dates });
    return { name, pem: chainPem + above, key: keyPem, anchor: anchor.certificatePem };
  };
  const own = async (name: string): Promise<ImportCertificate> => {
    const { chainPem, keyPem } = await createSelfSigned({ hostnames, now, validMs: LONG_MS });
    return { name, pem: chainPem, key: keyPem };
  };
  const made: Record<(typeof certificateNames)[number], ImportCertificate> = {
    'own-1': await own('own-1'),
    'own-2': await own('own-2'),
    'issued-1': issue('issued-1', root, root),
    'issued-2': issue('issued-2', root, root),
    'cross-signed': issue('cross-signed', other, other, crossed.certificatePem),
    'other-root': issue('other-root', other, other),
    're-issued': issue('re-issued', root, again),
  };
  return certificateNames.map((name) => made[name]);
}
