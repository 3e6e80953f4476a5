import type { ConfigureNoticeChannel } from '@causeway/contract/admin';
import { provisioningErrors } from '../errors.ts';
import type { EmailChannel, NoticeChannel, WebhookChannel } from './notice-store.ts';
import { parseEmail, parseWebhook } from './parse-channel.ts';

/**
 * The channel with what is given in place of what it has; the whole is judged as a new one is.
 * @throws NOTICE_CHANNEL_KIND_OTHER, NOTICE_PASSWORD_OF_OTHER_SERVER, what `parseWebhook` and `parseEmail` throw
 */
export function changeChannel(channel: NoticeChannel, body: ConfigureNoticeChannel): NoticeChannel {
  refuseOtherKind(channel.kind, body);
  return channel.kind === 'webhook' ? changeWebhook(channel, body) : changeEmail(channel, body);
}

function changeWebhook(channel: WebhookChannel, body: ConfigureNoticeChannel): WebhookChannel {
  const { name, url, secret } = channel;
  const whole = { name, url: body.url ?? url, secret: body.secret ?? secret, ...anchorOf(channel, body) };
  return { ...channel, ...parseWebhook(whole, () => secret) };
}

function changeEmail(channel: EmailChannel, body: ConfigureNoticeChannel): EmailChannel {
  const { name, host, port, security, from, to } = channel;
  const parsed = parseEmail({
    name,
    host: body.host ?? host,
    port: body.port ?? port,
    security: body.security ?? security,
    from: body.from ?? from,
    to: body.to ?? [...to],
    ...signInOf(channel, body),
    ...anchorOf(channel, body),
  });
  if (parsed.password !== null && body.password === undefined) refuseOtherServer(host, parsed.host);
  return { ...channel, ...parsed };
}

function signInOf({ user, password }: EmailChannel, body: ConfigureNoticeChannel) {
  const isTakenAway = body.user === null;
  const [nextUser, nextPassword] = isTakenAway
    ? [null, body.password]
    : [body.user ?? user, body.password ?? password];
  return {
    ...(nextUser !== null && { user: nextUser }),
    ...(nextPassword !== null && nextPassword !== undefined && { password: nextPassword }),
  };
}

function anchorOf({ anchorPem }: NoticeChannel, { anchor = anchorPem }: ConfigureNoticeChannel) {
  return anchor === null ? {} : { anchor };
}

/** Else a password that never comes out would be had by whoever names a server of their own. */
function refuseOtherServer(before: string, after: string): void {
  if (after === before) return;
  throw provisioningErrors.error('NOTICE_PASSWORD_OF_OTHER_SERVER', {
    seen: `${after} in place of ${before}, without a password`,
    expected: `the password for ${after}`,
  });
}

const fieldsOf = {
  webhook: ['url', 'secret', 'anchor'],
  email: ['host', 'port', 'security', 'from', 'to', 'user', 'password', 'anchor'],
} as const satisfies Record<NoticeChannel['kind'], readonly (keyof ConfigureNoticeChannel)[]>;

function refuseOtherKind(kind: NoticeChannel['kind'], body: ConfigureNoticeChannel): void {
  const own: readonly string[] = fieldsOf[kind];
  const foreign = Object.keys(body).filter((field) => !own.includes(field));
  if (foreign.length === 0) return;
  throw provisioningErrors.error('NOTICE_CHANNEL_KIND_OTHER', {
    seen: `${foreign.join(', ')} for a channel of kind ${kind}`,
    expected: own.join(', '),
  });
}
