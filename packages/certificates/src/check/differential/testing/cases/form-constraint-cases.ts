import { distinguishedName } from '../../../../issue/distinguished-name.ts';
import { type ChainCase, chainCase, HOST, issueTo } from '../chain-case.ts';
import { address, constrainedCa, email, type Name, organization, uri } from '../constrained-ca.ts';

const everyIpv4 = address(...Buffer.alloc(8));
const everyIpv6 = address(...Buffer.alloc(32));
const privateNet = address(10, 0, 0, 0, 255, 0, 0, 0);
const inside = ['10.0.0.1'];
const outside = ['192.0.2.1'];
const mailbox = [email('it@acme.example')];
const page = [uri('https://a.acme.example/')];

type Row = readonly [string, readonly Name[], readonly Name[], (readonly Name[])?];

/** Permitted, excluded, and what the leaf is named beside HOST. */
const FORMS: readonly Row[] = [
  ['permitted: addresses only', [everyIpv4], []],
  ['excluded: every address, leaf has none', ['acme.example'], [everyIpv4, everyIpv6]],
  ['excluded: every address, leaf has one', [], [everyIpv4, everyIpv6], inside],
  ['permitted: a network, leaf within', [privateNet], [], inside],
  ['permitted: a network, leaf outside', [privateNet], [], outside],
  ['excluded: a network, leaf within', [], [privateNet], inside],
  ['excluded: a network, leaf outside', [], [privateNet], outside],
  ['permitted: an IPv6 network, leaf has IPv4', [everyIpv6], [], inside],
  ['permitted: a network of wrong length', [address(10, 0, 0, 0, 255)], [], inside],
  ['permitted: an email domain, leaf has no address', [email('acme.example')], []],
  ['permitted: an email domain, leaf within', [email('acme.example')], [], mailbox],
  ['permitted: an email domain, leaf outside', [email('beta.example')], [], mailbox],
  ['permitted: email of all hosts below, leaf at the domain', [email('.acme.example')], [], mailbox],
  ['permitted: email of all hosts below, leaf within', [email('.example')], [], mailbox],
  ['permitted: the mailbox', [email('it@acme.example')], [], mailbox],
  ['permitted: another mailbox', [email('hr@acme.example')], [], mailbox],
  ['permitted: an email domain, leaf without @', [email('acme.example')], [], [email('it')]],
  ['excluded: an email domain, leaf outside', [], [email('beta.example')], mailbox],
  ['permitted: a URI domain, leaf within', [uri('.acme.example')], [], page],
  ['permitted: a URI host, leaf another', [uri('acme.example')], [], page],
  ['permitted: the URI host', [uri('a.acme.example')], [], page],
  ['permitted: a URI domain, leaf without a host', [uri('.acme.example')], [], [uri('urn:acme')]],
  ['excluded: a URI domain, leaf within', [], [uri('.acme.example')], page],
];

const named = (name: string) => distinguishedName({ organization: name, commonName: HOST });

/** Permitted, excluded, the subject of the leaf, and its alternative names where they are others than HOST. */
const SUBJECTS: readonly (readonly [string, readonly Name[], readonly Name[], Name, (readonly Name[])?])[] = [
  ['permitted: a directory, leaf within', [organization('Acme')], [], named('Acme')],
  ['permitted: a directory in capitals, leaf within', [organization('ACME')], [], named(' acme ')],
  ['permitted: a directory, leaf outside', [organization('Acme')], [], named('Beta')],
  ['permitted: a directory, leaf without subject', [organization('Acme')], [], ''],
  ['excluded: a directory, leaf within', [], [organization('Acme')], named('Acme')],
  ['excluded: a directory, leaf outside', [], [organization('Beta')], named('Acme')],
  ['permitted: a domain, commonName outside', ['acme.example'], [], 'server.beta.example'],
  ['permitted: a domain, only commonName outside', ['acme.example'], [], 'a.beta.example', ['127.0.0.1']],
];

export function formConstraintCases(): ChainCase[] {
  return [
    ...FORMS.map(([name, permitted, excluded, others = []]) =>
      chainCase(
        `constraint ${name}`,
        issueTo(constrainedCa(permitted, excluded), { hostnames: [HOST, ...others] }),
      ),
    ),
    ...SUBJECTS.map(([name, permitted, excluded, subject, hostnames = [HOST]]) =>
      chainCase(`constraint ${name}`, issueTo(constrainedCa(permitted, excluded), { subject, hostnames })),
    ),
  ];
}
