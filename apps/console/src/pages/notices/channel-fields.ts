import type {
  AddEmailChannel,
  AddWebhookChannel,
  ConfigureNoticeChannel,
  NoticeChannelView,
} from '@causeway/contract/admin';

/** What is typed for a webhook. */
export interface WebhookForm {
  readonly url: string;
  readonly secret: string;
  readonly anchor: string;
}

export type Security = AddEmailChannel['security'];

/** What is typed or chosen for e-mail. */
export interface EmailForm {
  readonly host: string;
  readonly security: Security;
  /** Undefined for the one that goes with the encryption. */
  readonly port: number | undefined;
  readonly from: string;
  readonly to: string;
  readonly user: string;
  readonly password: string;
  readonly anchor: string;
}

/** As a rule; another can be typed. */
const portOfSecurity: Readonly<Record<Security, number>> = { tls: 465, starttls: 587, none: 25 };

export const portOf = ({ port, security }: Pick<EmailForm, 'port' | 'security'>): number =>
  port ?? portOfSecurity[security];

/** What is kept secret is never shown, the path of a webhook included, and stays when nothing is typed. */
export function webhookFormOf(view?: NoticeChannelView): WebhookForm {
  return { url: '', secret: '', anchor: view?.anchor ?? '' };
}

export function emailFormOf(view?: NoticeChannelView): EmailForm {
  const { host = '', port, security = 'tls', from = '', to = [], user } = view?.email ?? {};
  return {
    ...{ host, security, port: port === portOfSecurity[security] ? undefined : port },
    ...{ from, to: to.join('\n'), user: user ?? '', password: '', anchor: view?.anchor ?? '' },
  };
}

/** @returns undefined while something is missing */
export function newWebhook(name: string, form: WebhookForm): AddWebhookChannel | undefined {
  const { url, ...others } = filledIn({ ...form });
  const called = name.trim();
  return called === '' || url === undefined ? undefined : { name: called, url, ...others };
}

/** @returns undefined while something is missing */
export function newEmail(name: string, form: EmailForm): AddEmailChannel | undefined {
  const { security, port: _port, ...typed } = form;
  const { host, from, to, ...others } = filledIn(typed);
  const called = name.trim();
  if (called === '' || host === undefined || from === undefined || to === undefined) return undefined;
  return { name: called, host, port: portOf(form), security, from, to: addressesIn(to), ...others };
}

/** What differs from what the channel has. */
export function changesOfWebhook(view: NoticeChannelView, form: WebhookForm): ConfigureNoticeChannel {
  const { url, secret } = filledIn({ url: form.url, secret: form.secret });
  return {
    ...(url !== undefined && { url }),
    ...(secret !== undefined && { secret }),
    ...anchorOf(view, form),
  };
}

/** What differs from what the channel has. @returns undefined while something is missing */
export function changesOfEmail(view: NoticeChannelView, form: EmailForm): ConfigureNoticeChannel | undefined {
  const { host, from, to, user, password } = filledIn({
    ...{ host: form.host, from: form.from, to: form.to, user: form.user, password: form.password },
  });
  if (host === undefined || from === undefined || to === undefined) return undefined;
  const wanted = { host, port: portOf(form), security: form.security, from, to: addressesIn(to) };
  return {
    ...differing({ ...wanted, user: user ?? null }, view.email),
    ...(password !== undefined && { password }),
    ...anchorOf(view, form),
  };
}

function anchorOf({ anchor }: NoticeChannelView, form: { readonly anchor: string }): ConfigureNoticeChannel {
  const typed = form.anchor.trim();
  if (typed === (anchor ?? '').trim()) return {};
  return { anchor: typed === '' ? null : typed };
}

type EmailSettings = NonNullable<NoticeChannelView['email']>;

function differing(wanted: EmailSettings, before: NoticeChannelView['email']): ConfigureNoticeChannel {
  const asText = (value: unknown) => JSON.stringify(value);
  const changed = Object.entries(wanted).filter(
    // The fields of both are the same.
    ([field, value]) => asText(value) !== asText(before?.[field as keyof EmailSettings]),
  );
  return Object.fromEntries(changed);
}

function addressesIn(text: string): string[] {
  return text.split(/[\s,]+/);
}

/** Those that were filled in: what was left empty is not said. */
function filledIn<Form extends Readonly<Record<string, string>>>(form: Form): Partial<Form> {
  const filled = Object.entries(form).filter(([, value]) => value.trim() !== '');
  // The fields of a form, each with the kind of value that it had.
  return Object.fromEntries(filled.map(([name, value]) => [name, value.trim()])) as Partial<Form>;
}
