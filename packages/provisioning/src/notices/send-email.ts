import { connect, isIP } from 'node:net';
import type { CausewayError } from '@causeway/errors';
import { createTransport } from 'nodemailer';
import type { SMTPTransportGetSocketCallback, SMTPTransportOptions } from 'nodemailer/lib/smtp-transport';
import { provisioningErrors } from '../errors.ts';
import { explainConnection, tooSlow } from './explain-failure.ts';
import { formatEmail } from './format-email.ts';
import { lookup } from './loopback-lookup.ts';
import type { Notice } from './notice.ts';
import type { EmailChannel } from './notice-store.ts';
import type { SendOptions } from './send-options.ts';

/**
 * Sends a notice by SMTP. A server that does not encrypt, or does not prove who it is, gets nothing, the password last.
 * @throws NOTICE_RECEIVER_UNTRUSTED, NOTICE_RECEIVER_UNAVAILABLE, NOTICE_SIGN_IN_REFUSED, NOTICE_REFUSED
 */
export async function sendEmail(
  channel: EmailChannel,
  notice: Notice,
  raisedAt: number,
  { limitMs, signal }: SendOptions,
): Promise<void> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
  const transport = createTransport(transportOf(channel, limit));
  const { rejected } = await transport
    .sendMail({ ...formatEmail(channel, notice, raisedAt), signal: limit })
    .catch((cause: MailFailure) => {
      if (signal.aborted) throw signal.reason;
      throw limit.aborted ? tooSlow(placeOf(channel), limitMs, cause) : explain(cause, channel);
    });
  if (rejected.length > 0) throw refused(channel, `no to ${rejected.join(', ')}`);
}

function transportOf(channel: EmailChannel, signal: AbortSignal): SMTPTransportOptions {
  const { host, port, security, user, password, anchorPem } = channel;
  return {
    host,
    port,
    getSocket: (_options, callback) => openSocket(channel, signal, callback),
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: {
      minVersion: 'TLSv1.2',
      ...(isIP(host) === 0 && { servername: host }),
      ...(anchorPem !== null && { ca: anchorPem }),
    },
    ...(user !== null && password !== null && { auth: { user, pass: password }, forceAuth: true }),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/**
 * nodemailer asks name servers before the system, also for localhost; plain SMTP to "localhost" must not leave this
 * machine by their word.
 */
function openSocket(
  { host, port }: EmailChannel,
  signal: AbortSignal,
  callback: SMTPTransportGetSocketCallback,
): void {
  const connection = connect({ host, port, lookup, signal });
  connection.once('error', callback);
  connection.once('connect', () => {
    connection.off('error', callback);
    callback(null, { connection });
  });
}

/** What nodemailer tells of a failure. */
interface MailFailure extends Error {
  readonly code?: string;
  /** Of the socket, before nodemailer gave it a code of its own. */
  readonly originalCode?: string;
  readonly responseCode?: number;
  readonly response?: string;
}

function explain(failure: MailFailure, channel: EmailChannel): CausewayError {
  const { code, originalCode, responseCode = 0 } = failure;
  if (code === 'ETLS' && originalCode === undefined) return unencrypted(failure, channel);
  // RFC 5321 section 4.2.1: 4yz is for now, 5yz for good.
  const isForGood = responseCode >= 500;
  if (code === 'EAUTH' && (isForGood || responseCode === 0)) return signInRefused(failure, channel);
  if (isForGood) return refused(channel, describeResponse(failure), failure);
  return explainConnection(failure, originalCode ?? code, placeOf(channel));
}

function unencrypted(cause: MailFailure, channel: EmailChannel): CausewayError {
  return provisioningErrors.error('NOTICE_RECEIVER_UNTRUSTED', {
    seen: `${placeOf(channel)}: ${cause.message.slice(0, LONGEST_SEEN)}`,
    expected: 'a server that encrypts',
    cause,
  });
}

function signInRefused(cause: MailFailure, channel: EmailChannel): CausewayError {
  // Without the words of the server, which may repeat what it was sent.
  const seen = `${placeOf(channel)}: ${cause.responseCode ?? 'no offer to sign in'} for user ${channel.user}`;
  return provisioningErrors.error('NOTICE_SIGN_IN_REFUSED', { seen });
}

function refused(channel: EmailChannel, answer: string, cause?: unknown): CausewayError {
  return provisioningErrors.error('NOTICE_REFUSED', { seen: `${placeOf(channel)}: ${answer}`, cause });
}

const LONGEST_SEEN = 200;

function describeResponse({ response, message }: MailFailure): string {
  return (response ?? message).slice(0, LONGEST_SEEN);
}

function placeOf({ host, port }: EmailChannel): string {
  return `${host}:${port}`;
}
