import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PfxParts {
  readonly chainPem: string;
  readonly keyPem: string;
  readonly anchorPem: string;
  readonly password: string;
}

/** A PFX (PKCS#12) as a CA or a Windows server hands it out, made by OpenSSL. @returns the file */
export function makePfx(folder: string, { chainPem, keyPem, anchorPem, password }: PfxParts): string {
  const base = join(folder, randomUUID());
  writeFileSync(`${base}.pem`, chainPem + anchorPem + keyPem, { mode: 0o600 });
  const from = ['-in', `${base}.pem`, '-out', `${base}.pfx`];
  execFileSync('openssl', ['pkcs12', '-export', ...from, '-passout', `pass:${password}`]);
  return `${base}.pfx`;
}
