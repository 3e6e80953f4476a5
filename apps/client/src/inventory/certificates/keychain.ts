import type { Collector } from '../collector.ts';
import { certificatesIn } from './found-certificate.ts';

/** What admins and their programs added; Apple's own roots are in another. */
const KEYCHAIN = '/Library/Keychains/System.keychain';

export const keychain: Collector = {
  name: 'certificates',
  async collect({ run }) {
    const pem = (await run('security', 'find-certificate', '-a', '-p', KEYCHAIN)) ?? '';
    return { certificates: certificatesIn(pem, KEYCHAIN) };
  },
};
