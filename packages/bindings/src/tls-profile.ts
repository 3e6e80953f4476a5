import { constants } from 'node:crypto';
import type { TlsOptions } from 'node:tls';

/**
 * Mozilla's "intermediate" configuration, version 5.8, without DHE: every client since 2015 has ECDHE. Unlike there the
 * server's order counts: scanners want one, and no client minds.
 */
export const tlsProfile = {
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.3',
  ciphers: [
    'TLS_AES_128_GCM_SHA256',
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-RSA-AES128-GCM-SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-RSA-AES256-GCM-SHA384',
    'ECDHE-ECDSA-CHACHA20-POLY1305',
    'ECDHE-RSA-CHACHA20-POLY1305',
  ].join(':'),
  ecdhCurve: 'X25519MLKEM768:X25519:prime256v1:secp384r1',
  honorCipherOrder: true,
  ALPNProtocols: ['http/1.1'],
  secureOptions:
    // Each new connection is a full handshake: only that shows which certificate a client accepts today.
    constants.SSL_OP_NO_TICKET |
    // A client could have the costly half of a handshake made again and again (CVE-2011-1473).
    constants.SSL_OP_NO_RENEGOTIATION |
    // A client that puts ChaCha20 first has no AES in its hardware.
    constants.SSL_OP_PRIORITIZE_CHACHA,
} as const satisfies TlsOptions & { honorCipherOrder: boolean };
