import { createHash } from 'node:crypto';
import { type Notice, noticeIdOf } from './notice.ts';
import type { EmailChannel } from './notice-store.ts';

export interface Email {
  readonly from: string;
  readonly to: string[];
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly date: Date;
  readonly headers: Readonly<Record<string, string>>;
}

/** Beyond that a mail client shows no more of a subject anyway. */
const LONGEST_SUBJECT = 150;

/** A notice as plain text. Sent twice it has the same Message-ID, so that mail servers drop the second. */
export function formatEmail(channel: EmailChannel, notice: Notice, raisedAt: number): Email {
  const { from, to } = channel;
  const id = noticeIdOf(notice);
  const digest = createHash('sha256').update(`${channel.id} ${id} ${raisedAt}`).digest('hex').slice(0, 32);
  return {
    from,
    to: [...to],
    subject: `[Causeway] ${notice.severity}: ${notice.subject} (${notice.kind})`.slice(0, LONGEST_SUBJECT),
    text: `${notice.text}\n\nNotice ${id}. All notices: causeway notice list\n`,
    messageId: `<${digest}@${from.slice(from.lastIndexOf('@') + 1)}>`,
    date: new Date(raisedAt),
    // RFC 3834 section 5: no holiday reply to it, please.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Causeway-Notice': id },
  };
}
