import { strangeNames, wrongHostnames } from '../inputs.ts';
import { type CommandRow, type CommandRows, each, type Row, rowsOf } from './row.ts';

export const certificateRows: CommandRows = (scene) => [
  ...checkRows(scene),
  ...importRows(scene),
  ...rowsOf('certificate create', {
    ...each(wrongHostnames, ([hostname, code]) => [['new', '--hostname', hostname], 2, code], 'hostname: '),
    'a name that is taken': [['good', '--hostname', 'new.localhost'], 4, 'CERTIFICATE_NAME_TAKEN'],
    'no hostname': [['new'], 2, 'USAGE_INVALID'],
    'days that are no number': [
      ['new', '--hostname', 'new.localhost', '--valid-days', '1.5'],
      2,
      'NUMBER_INVALID',
    ],
    'a thousand years': [
      ['new', '--hostname', 'new.localhost', '--valid-days', '365000'],
      2,
      'REQUEST_INVALID',
    ],
  }),
  ...rowsOf('certificate list', { 'a word too many': [['good'], 2, 'USAGE_INVALID'] }),
  ...rowsOf('certificate show', ofNone()),
  ...rowsOf('certificate delete', { ...ofNone(), 'one that is in use': [['good'], 4, 'CERTIFICATE_IN_USE'] }),
];

function ofNone(): Record<string, Row> {
  return {
    ...each(strangeNames, (name) => [[name], 4, 'CERTIFICATE_NOT_FOUND']),
    'no name': [[], 2, 'USAGE_INVALID'],
  };
}

function checkRows({ file }: { file: (name: string) => string }): CommandRow[] {
  const unusable = (name: string, hostname = 'acme.localhost'): Row => [
    [file(name), '--hostname', hostname],
    5,
    'CERTIFICATE_UNUSABLE_HERE',
  ];
  return rowsOf('certificate check', {
    'the wrong key': unusable('wrong-key.pem'),
    expired: unusable('expired.pem'),
    'another name': unusable('good.pem', 'other.localhost'),
    'a bare name': unusable('good.pem', 'acme'),
    'an IP address': unusable('good.pem', '192.0.2.7'),
    'a name of 300 characters': unusable('good.pem', 'a'.repeat(300)),
    'a chain to nowhere': unusable('bare.pem'),
    garbage: unusable('garbage.pem'),
    'a broken certificate': unusable('broken.pem'),
    'an empty file': unusable('empty.pem'),
    'a file of 10 MB': unusable('large.pem'),
    'a file beyond all measure': [[file('larger.pem'), '--hostname', 'acme.localhost'], 2, 'FILE_TOO_LARGE'],
    'a device without an end': [['/dev/zero', '--hostname', 'acme.localhost'], 2, 'FILE_TOO_LARGE'],
    'a file that is not there': [[file('nosuch'), '--hostname', 'acme.localhost'], 2, 'FILE_UNREADABLE'],
    'a folder': [[file('data'), '--hostname', 'acme.localhost'], 2, 'FILE_UNREADABLE'],
    'no hostname': [[file('good.pem')], 2, 'USAGE_INVALID'],
    'a time that is none': [
      [file('good.pem'), '--hostname', 'acme.localhost', '--at', 'soon'],
      2,
      'TIME_INVALID',
    ],
    'a day of no month': [
      [file('good.pem'), '--hostname', 'acme.localhost', '--at', '2026-13-01'],
      2,
      'TIME_INVALID',
    ],
  });
}

function importRows({ file }: { file: (name: string) => string }): CommandRow[] {
  return rowsOf('certificate import', {
    'the wrong key': [['new', file('wrong-key.pem')], 2, 'CERTIFICATE_KEY_MISMATCH'],
    'no key': [['new', file('bare.pem'), '--anchor', file('anchor.pem')], 2, 'CERTIFICATE_KEY_MISSING'],
    garbage: [['new', file('garbage.pem')], 2, 'CERTIFICATE_MISSING'],
    'a broken certificate': [['new', file('broken.pem')], 2, 'CERTIFICATE_MALFORMED'],
    'an empty file': [['new', file('empty.pem')], 2, 'CERTIFICATE_MISSING'],
    'a file of 10 MB': [['new', file('large.pem')], 2, 'CERTIFICATE_TOO_LARGE'],
    'three files of 10 MB': [
      [
        'new',
        file('large.pem'),
        '--chain',
        file('large.pem'),
        '--key',
        file('large.pem'),
        '--anchor',
        file('large.pem'),
      ],
      2,
      'REQUEST_TOO_LARGE',
    ],
    'a file that is not there': [['new', file('nosuch')], 2, 'FILE_UNREADABLE'],
    'a name that is taken': [['good', file('good.pem')], 4, 'CERTIFICATE_NAME_TAKEN'],
    'a name of 1,000 characters': [['n'.repeat(1_000), file('good.pem')], 2, 'REQUEST_INVALID'],
    'no file': [['new'], 2, 'USAGE_INVALID'],
    'no file and no key': [['new', '--without-key'], 2, 'USAGE_INVALID'],
    'no key that is said to be elsewhere, and garbage': [
      ['new', '--chain', file('garbage.pem'), '--without-key'],
      2,
      'CERTIFICATE_MISSING',
    ],
  });
}
