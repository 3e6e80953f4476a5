import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certificatesIn } from './certificates-in.ts';

const fileOf = (name: string, content: string) => ({ name, bytes: new TextEncoder().encode(content) });
const pemOf = (label: string, body: string) => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----`;
const [root, other] = [pemOf('CERTIFICATE', 'MIIB+/=='), pemOf('CERTIFICATE', 'MIIC')];

test('certificates are found in any text around them, each once', () => {
  const files = [fileOf('root.pem', `subject: Root\r\n${root}\r\n`), fileOf('pasted', `  ${root}\n${other}`)];
  assert.deepEqual(certificatesIn(files), [root, other]);
});

test('what is no whole certificate in PEM is none', () => {
  const others = [
    pemOf('CERTIFICATE REQUEST', 'MIIB'),
    pemOf('PRIVATE KEY', 'MIIB'),
    root.slice(0, -1),
    '\u0030\u0082',
  ];
  for (const content of others) assert.deepEqual(certificatesIn([fileOf('file', content)]), [], content);
  assert.deepEqual(certificatesIn([]), []);
});
