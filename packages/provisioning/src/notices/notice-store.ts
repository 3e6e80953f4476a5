import type { ErrorDocument } from '@causeway/errors';
import type { Notice } from './notice.ts';

interface ChannelBase {
  readonly id: string;
  /** Chosen by the admin, unique. */
  readonly name: string;
  /** PEM of the anchor that its server must chain to; null for the public ones. */
  readonly anchorPem: string | null;
  readonly createdAt: number;
}

export interface WebhookChannel extends ChannelBase {
  readonly kind: 'webhook';
  readonly url: string;
  /** `whsec_` and base64, as Standard Webhooks writes it. */
  readonly secret: string;
}

export type MailSecurity = 'tls' | 'starttls' | 'none';

export interface EmailChannel extends ChannelBase {
  readonly kind: 'email';
  readonly host: string;
  readonly port: number;
  readonly security: MailSecurity;
  readonly from: string;
  readonly to: readonly string[];
  /** Both or neither. */
  readonly user: string | null;
  readonly password: string | null;
}

/** Where notices go, as an admin set it up. */
export type NoticeChannel = WebhookChannel | EmailChannel;

export interface KeptNotice extends Notice {
  /** Grows with each notice; given by the store. */
  readonly sequence: number;
  readonly raisedAt: number;
}

/** `failed`: given up. */
export type DeliveryState = 'waiting' | 'sent' | 'failed';

/** One notice on its way to one channel. */
export interface Delivery {
  readonly notice: KeptNotice;
  readonly channelId: string;
  readonly state: DeliveryState;
  /** Tries that were begun. */
  readonly attempts: number;
  /** When the last of them was begun. */
  readonly triedAt: number | null;
  readonly nextTryAt: number;
  readonly sentAt: number | null;
  /** What the last try met; null when it worked or there was none. */
  readonly error: ErrorDocument | null;
}

/** What the notices need kept. Writes are durable when the promise resolves. */
export interface NoticeStore {
  readonly channels: {
    /** @throws NOTICE_CHANNEL_NAME_TAKEN */
    add(channel: NoticeChannel): Promise<void>;
    findByName(name: string): Promise<NoticeChannel | undefined>;
    /** By name. */
    list(): Promise<NoticeChannel[]>;
    /**
     * Keeps what `decide` makes of the channel as it is, in one transaction; what `decide` throws changes nothing. The id,
     * the name and the kind have to stay. @returns the channel as it is kept; undefined when there is none of that name
     */
    change(
      name: string,
      decide: (channel: NoticeChannel) => NoticeChannel,
    ): Promise<NoticeChannel | undefined>;
    /** With what was or is on its way to it. */
    remove(id: string): Promise<void>;
  };
  /** The last step that was raised of each of these series that has one. */
  lastSteps(series: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Keeps a notice, due at once on every channel there is; in one transaction. @returns false when it is kept already */
  raise(notice: Notice, at: number): Promise<boolean>;
  /** Newest first, before that sequence number when given, each with its deliveries. */
  list(options: {
    readonly limit: number;
    readonly before?: number;
  }): Promise<{ readonly notice: KeptNotice; readonly deliveries: readonly Delivery[] }[]>;
  /** Deletes the notices of a series that nothing was raised of since then, with their deliveries. */
  forget(raisedBefore: number): Promise<void>;
  /** What waits for a channel and whose time has come, in the order in which it was raised. */
  due(channelId: string, now: number, limit: number): Promise<Delivery[]>;
  /** Replaces the delivery of that notice to that channel; nothing happens when the channel is gone. */
  saveDelivery(delivery: Delivery): Promise<void>;
  /** Lets everything that a channel did not get, or still waits for, be due now with its tries uncounted. @returns how many */
  revive(channelId: string, now: number): Promise<number>;
  /** How things stand with each channel, by its id. */
  summaries(): Promise<ReadonlyMap<string, ChannelSummary>>;
}

export type ChannelSummary = Readonly<Record<DeliveryState, number>> & {
  /** What the try before now met; null when it worked or there was none. */
  readonly lastError: ErrorDocument | null;
};
