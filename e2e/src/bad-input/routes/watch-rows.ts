import { strangeNames } from '../inputs.ts';
import { each, invalid, type RouteRows, refused, rowsOf, signedOut } from './row.ts';

const channelNotFound = refused(404, 'NOTICE_CHANNEL_NOT_FOUND');
const webhook = { name: 'ops', url: 'https://ops.acme.example/hook' };
const email = {
  name: 'admins',
  host: 'mail.acme.example',
  port: 465,
  security: 'tls',
  from: 'causeway@acme.example',
  to: ['anna@acme.example'],
};

export const watchRows: RouteRows = () => [
  ...rowsOf('GET /expiry', { 'an unknown token': [{ secret: 'unknown' }, signedOut] }),
  ...rowsOf('GET /notices', {
    'none at all': [{ path: '/notices?limit=0' }, invalid],
    'no number': [{ path: '/notices?before=yesterday' }, invalid],
  }),
  ...rowsOf('GET /notice-channels', { 'an unknown token': [{ secret: 'unknown' }, signedOut] }),
  ...rowsOf('POST /notice-channels/webhook', {
    'plain text to another machine': [
      { body: { ...webhook, url: 'http://ops.acme.example/' } },
      refused(400, 'NOTICE_PLAIN_REFUSED'),
    ],
    'no URL': [{ body: { ...webhook, url: 'ops' } }, refused(400, 'NOTICE_URL_INVALID')],
    'a file': [{ body: { ...webhook, url: 'file:///etc/passwd' } }, refused(400, 'NOTICE_URL_INVALID')],
    'a password in the URL': [
      { body: { ...webhook, url: 'https://a:b@ops.acme.example/' } },
      refused(400, 'NOTICE_URL_INVALID'),
    ],
    'a URL of 3,000 characters': [
      { body: { ...webhook, url: `https://a.example/${'x'.repeat(3_000)}` } },
      invalid,
    ],
    'a short secret': [{ body: { ...webhook, secret: 'hunter2' } }, refused(400, 'NOTICE_SECRET_INVALID')],
    'garbage for an anchor': [
      { body: { ...webhook, anchor: 'garbage' } },
      refused(400, 'NOTICE_ANCHOR_INVALID'),
    ],
    'no name': [{ body: { ...webhook, name: '' } }, invalid],
    'more than is asked for': [{ body: { ...webhook, verify: false } }, invalid],
  }),
  ...rowsOf('POST /notice-channels/email', {
    'plain text to another machine': [
      { body: { ...email, security: 'none' } },
      refused(400, 'NOTICE_PLAIN_REFUSED'),
    ],
    'another security': [{ body: { ...email, security: 'some' } }, invalid],
    'port 0': [{ body: { ...email, port: 0 } }, refused(400, 'PORT_INVALID')],
    'port 65536': [{ body: { ...email, port: 65_536 } }, refused(400, 'PORT_INVALID')],
    'an empty host': [{ body: { ...email, host: '' } }, refused(400, 'HOSTNAME_INVALID')],
    'a host with a line break': [
      { body: { ...email, host: 'mail\r\nQUIT' } },
      refused(400, 'HOSTNAME_INVALID'),
    ],
    'a sender with a header': [
      { body: { ...email, from: 'a@b.example\r\nBcc: c@d.example' } },
      refused(400, 'NOTICE_MAIL_ADDRESS_INVALID'),
    ],
    'no recipient': [{ body: { ...email, to: [] } }, invalid],
    'a user without a password': [
      { body: { ...email, user: 'causeway' } },
      refused(400, 'NOTICE_SIGN_IN_INCOMPLETE'),
    ],
  }),
  ...rowsOf('PATCH /notice-channels/{name}', {
    ...each(strangeNames, (name) => [
      { path: `/notice-channels/${encodeURIComponent(name)}`, body: { anchor: null } },
      channelNotFound,
    ]),
    ...each(
      {
        'another name': { name: 'ops' },
        'another kind': { kind: 'email' },
        'no recipient': { to: [] },
        'no URL at all': { url: null },
        'a secret taken away': { secret: null },
        'a password taken away': { password: null },
        'a port in words': { port: 'smtp' },
      },
      (body) => [{ path: '/notice-channels/ops', body }, invalid],
    ),
  }),
  ...rowsOf(
    'POST /notice-channels/{name}/test',
    each(strangeNames, (name) => [
      { path: `/notice-channels/${encodeURIComponent(name)}/test` },
      channelNotFound,
    ]),
  ),
  ...rowsOf(
    'DELETE /notice-channels/{name}',
    each(strangeNames, (name) => [{ path: `/notice-channels/${encodeURIComponent(name)}` }, channelNotFound]),
  ),
];
