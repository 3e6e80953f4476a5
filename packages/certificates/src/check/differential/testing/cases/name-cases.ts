import { implicit } from '../../../../der/write-der.ts';
import { type ChainCase, chainCase, HOST, root } from '../chain-case.ts';

/** GeneralNames that are no DNS name (RFC 5280 section 4.2.1.6). */
const uri = implicit(6, Buffer.from('https://acme.example'));
const email = implicit(1, Buffer.from('it@acme.example'));
const addressAsDnsName = implicit(2, Buffer.from('127.0.0.1'));
const unicodeLabel = implicit(2, Buffer.from('b\u00fccher.acme.example', 'latin1'));

type Name = string | Uint8Array;

/** What is dialed, and what the certificate says: name, subjectAltName, hostname, commonName. */
const NAMES: readonly (readonly [string, readonly Name[], string?, string?])[] = [
  ['name: exact', [HOST]],
  ['name: another one', ['other.acme.example']],
  ['name: of another domain', ['inventory.acme.example.org']],
  ['name: a parent of it', ['acme.example']],
  ['name: below it', [`a.${HOST}`]],
  ['name: written in capitals', ['INVENTORY.Acme.Example']],
  ['name: dialed in capitals', [HOST], 'Inventory.ACME.example'],
  ['name: second of three', ['a.acme.example', HOST, 'b.acme.example']],
  ['name: last of fifty', [...Array.from({ length: 49 }, (_, n) => `n${n}.acme.example`), HOST]],
  ['name: none of fifty', Array.from({ length: 50 }, (_, n) => `n${n}.acme.example`)],
  ['name: wildcard one label deep', ['*.acme.example']],
  ['name: wildcard two labels deep', ['*.acme.example'], 'a.inventory.acme.example'],
  ['name: wildcard for the name itself', ['*.acme.example'], 'acme.example'],
  ['name: wildcard in capitals', ['*.ACME.example']],
  ['name: wildcard under one label', ['*.example'], 'acme.example'],
  ['name: wildcard alone', ['*'], 'acme.example'],
  ['name: wildcard alone for one label', ['*'], 'localhost'],
  ['name: two wildcards', ['*.*.example']],
  ['name: wildcard in the middle', ['inventory.*.example']],
  ['name: wildcard at the end', ['inventory.acme.*']],
  ['name: wildcard with a beginning', ['inv*.acme.example']],
  ['name: wildcard with an end', ['*tory.acme.example']],
  ['name: wildcard with both', ['in*ry.acme.example']],
  ['name: wildcard with a beginning that differs', ['foo*.acme.example']],
  ['name: wildcard over an A-label', ['*.acme.example'], 'xn--bcher-kva.acme.example'],
  ['name: A-label', ['xn--bcher-kva.acme.example'], 'xn--bcher-kva.acme.example'],
  ['name: wildcard within an A-label', ['xn--b*.acme.example'], 'xn--bcher-kva.acme.example'],
  ['name: U-label in the certificate', [unicodeLabel], 'xn--bcher-kva.acme.example'],
  ['name: dot at the end of the certificate’s', [`${HOST}.`]],
  ['name: dot at the end of the dialed', [HOST], `${HOST}.`],
  ['name: dot at the end of both', [`${HOST}.`], `${HOST}.`],
  ['name: empty label', ['inventory..acme.example']],
  ['name: leading dot', ['.acme.example']],
  ['name: blank within', ['inventory. acme.example']],
  ['name: NUL and another domain behind it', [`${HOST}\0.evil.example`]],
  ['name: underscore', ['inventory_1.acme.example'], 'inventory_1.acme.example'],
  ['name: empty', ['']],
  ['name: localhost', ['localhost'], 'localhost'],
  ['name: below localhost', ['acme.localhost'], 'acme.localhost'],
  ['name: wildcard under localhost', ['*.localhost'], 'acme.localhost'],
  ['name: wildcard two labels under localhost', ['*.acme.localhost'], 'a.acme.localhost'],
  ['name: bare host name', ['inventory'], 'inventory'],
  ['name: IP address of subjectAltName', ['127.0.0.1'], '127.0.0.1'],
  ['name: another IP address', ['127.0.0.2'], '127.0.0.1'],
  ['name: IP address as a DNS name', [addressAsDnsName], '127.0.0.1'],
  ['name: IP address dialed, DNS name only', [HOST], '127.0.0.1'],
  ['name: DNS name dialed, IP address only', ['127.0.0.1']],
  ['name: DNS name and IP address', [HOST, '127.0.0.1']],
  ['name: commonName only', [], HOST, HOST],
  ['name: commonName only, another', [], HOST, 'other.acme.example'],
  ['name: commonName wildcard only', [], HOST, '*.acme.example'],
  ['name: commonName fits, subjectAltName does not', ['other.acme.example'], HOST, HOST],
  ['name: commonName does not fit, subjectAltName does', [HOST], HOST, 'other.acme.example'],
  ['name: commonName beside an IP address', ['127.0.0.1'], HOST, HOST],
  ['name: commonName beside a URI', [uri], HOST, HOST],
  ['name: commonName beside an email address', [email], HOST, HOST],
  ['name: URI beside the DNS name', [uri, HOST]],
  ['name: nowhere', [], HOST, ''],
];

export function nameCases(): ChainCase[] {
  return NAMES.map(([name, hostnames, hostname = HOST, subject = 'A server']) =>
    chainCase(name, root.issue({ hostnames, subject }), { hostname }),
  );
}
