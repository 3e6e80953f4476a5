import { createTestCa, generateTestKeys, type TestCertificate } from '@causeway/testkit';
import { subjectAltName } from '../../../../issue/extensions.ts';
import { type ChainCase, chainCase, descend, HOST, issueTo, root } from '../chain-case.ts';

const other = createTestCa({ name: 'Other Root' });
const upper = root.intermediate({ name: 'Upper' });
const lower = upper.intermediate({ name: 'Lower' });
const leaf = issueTo(lower);
const member = { leaf, lower, upper, root, other } as const;
type Member = keyof typeof member;

const file = (...names: readonly Member[]): string =>
  names.map((name) => member[name].certificatePem).join('');

/** What is in the file, under the root as the anchor. */
const FILES: readonly (readonly [string, readonly Member[]])[] = [
  ['file: leaf, lower, upper', ['leaf', 'lower', 'upper']],
  ['file: leaf, lower, upper, root', ['leaf', 'lower', 'upper', 'root']],
  ['file: leaf, upper, lower', ['leaf', 'upper', 'lower']],
  ['file: upper, lower, leaf', ['upper', 'lower', 'leaf']],
  ['file: lower, leaf, upper', ['lower', 'leaf', 'upper']],
  ['file: root, upper, lower, leaf', ['root', 'upper', 'lower', 'leaf']],
  ['file: leaf, root, upper, lower', ['leaf', 'root', 'upper', 'lower']],
  ['file: leaf alone', ['leaf']],
  ['file: leaf, lower', ['leaf', 'lower']],
  ['file: leaf, upper', ['leaf', 'upper']],
  ['file: leaf, root', ['leaf', 'root']],
  ['file: leaf, lower, root', ['leaf', 'lower', 'root']],
  ['file: leaf, upper, root', ['leaf', 'upper', 'root']],
  ['file: leaf, lower, upper, another root', ['leaf', 'lower', 'upper', 'other']],
  ['file: leaf, another root, lower, upper', ['leaf', 'other', 'lower', 'upper']],
  ['file: leaf, another root', ['leaf', 'other']],
  ['file: leaf twice', ['leaf', 'leaf', 'lower', 'upper']],
  ['file: everything twice', ['leaf', 'lower', 'upper', 'leaf', 'lower', 'upper']],
];

/** What the client trusts, and what is in the file. */
const ANCHORS: readonly (readonly [string, readonly Member[], readonly Member[]])[] = [
  ['anchor: another root', ['other'], ['leaf', 'lower', 'upper']],
  ['anchor: another root, the own one in the file', ['other'], ['leaf', 'lower', 'upper', 'root']],
  ['anchor: both roots', ['other', 'root'], ['leaf', 'lower', 'upper']],
  ['anchor: the upper intermediate alone', ['upper'], ['leaf', 'lower']],
  ['anchor: the upper intermediate alone, chain complete', ['upper'], ['leaf', 'lower', 'upper', 'root']],
  ['anchor: the lower intermediate alone', ['lower'], ['leaf', 'upper']],
  ['anchor: lower intermediate and root, upper served', ['lower', 'root'], ['leaf', 'upper']],
  ['anchor: lower intermediate and root, all served', ['lower', 'root'], ['leaf', 'lower', 'upper']],
  ['anchor: root and both intermediates, leaf alone', ['root', 'upper', 'lower'], ['leaf']],
  ['anchor: root and upper, leaf and lower', ['root', 'upper'], ['leaf', 'lower']],
  ['anchor: root and lower, leaf alone', ['root', 'lower'], ['leaf']],
  ['anchor: the leaf', ['leaf'], ['leaf', 'lower', 'upper']],
  ['anchor: leaf and root', ['leaf', 'root'], ['leaf', 'lower', 'upper']],
];

export function chainCases(): ChainCase[] {
  const { certificatePem: anchor } = root;
  return [
    ...FILES.map(([name, members]) => chainCase(name, leaf, { file: file(...members), anchor })),
    ...ANCHORS.map(([name, anchors, members]) =>
      chainCase(name, leaf, { file: file(...members), anchor: file(...anchors) }),
    ),
    ...withoutAnchor(),
    ...leaves(),
    ...[0, 1, 3, 6].map((count) => chainCase(`depth: ${count} intermediates`, issueTo(descend(root, count)))),
  ];
}

/** Without an anchor, a root in the file is what would be published to clients. */
function withoutAnchor(): ChainCase[] {
  const pages: readonly (readonly [string, readonly Member[]])[] = [
    ['no anchor: a private chain', ['leaf', 'lower', 'upper']],
    ['no anchor: the root in the file', ['leaf', 'lower', 'upper', 'root']],
    ['no anchor: the root in the file, an intermediate missing', ['leaf', 'lower', 'root']],
    ['no anchor: leaf alone', ['leaf']],
  ];
  return pages.map(([name, members]) => chainCase(name, leaf, { file: file(...members), anchor: null }));
}

function leaves(): ChainCase[] {
  const keys = generateTestKeys();
  const self = createTestCa({ name: 'Self', keys });
  const selfSigned = issueTo(self, { keys, subject: 'Self' });
  const twin = issueTo(self, { keys, subject: 'Self' });
  const caAsLeaf: TestCertificate = createTestCa({ name: 'CA', extensions: [subjectAltName([HOST])] });
  const servingCa = issueTo(root, { isCa: true, keyUsage: ['digitalSignature', 'keyCertSign'] });
  const isSelf = { file: selfSigned.certificatePem };
  return [
    chainCase('leaf: self-signed, its own anchor', selfSigned, { ...isSelf, anchor: isSelf.file }),
    chainCase('leaf: self-signed, another anchor', selfSigned, isSelf),
    chainCase('leaf: self-signed, no anchor', selfSigned, { ...isSelf, anchor: null }),
    chainCase('leaf: self-signed, made anew with the same key', selfSigned, {
      ...isSelf,
      anchor: twin.certificatePem,
    }),
    chainCase('leaf: self-signed, with an unrelated chain', selfSigned, {
      file: selfSigned.certificatePem + lower.chainPem,
      anchor: isSelf.file,
    }),
    chainCase('leaf: a CA that may sign handshakes', servingCa),
    chainCase('leaf: a CA that may sign certificates only', caAsLeaf, { anchor: caAsLeaf.certificatePem }),
    chainCase('leaf: issued by a leaf', signedByLeaf()),
    chainCase(
      'leaf: signed by another key than its issuer’s',
      issueTo(root, { signedBy: generateTestKeys() }),
    ),
    chainCase(
      'leaf: signed by another key than its issuer’s, no identifier',
      issueTo(root, { signedBy: generateTestKeys(), authorityKeyId: null }),
    ),
  ];
}

/** A server certificate that signs another one. */
function signedByLeaf(): TestCertificate {
  const server = issueTo(root, { subject: 'Server' });
  const signed = issueTo(root, { issuer: 'Server', signedBy: server.keys });
  return { ...signed, chainPem: signed.certificatePem + server.certificatePem };
}
