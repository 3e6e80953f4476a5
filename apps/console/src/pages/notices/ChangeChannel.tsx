import type { ConfigureNoticeChannel, NoticeChannelView } from '@causeway/contract/admin';
import { type ReactNode, useState } from 'react';
import { useDeed } from '../../api/use-api.ts';
import { FormDialog } from '../../parts/FormDialog.tsx';
import * as texts from '../../texts/index.ts';
import { changesOfEmail, changesOfWebhook, emailFormOf, webhookFormOf } from './channel-fields.ts';
import { EmailFields } from './EmailFields.tsx';
import { WebhookFields } from './WebhookFields.tsx';

const { add, change: says } = texts.notices;

interface ChangeChannelProps {
  readonly channel: NoticeChannelView;
  readonly onClose: () => void;
}

export function ChangeChannel(props: ChangeChannelProps) {
  return props.channel.kind === 'webhook' ? <ChangeWebhook {...props} /> : <ChangeEmail {...props} />;
}

function ChangeWebhook(props: ChangeChannelProps) {
  const [form, setForm] = useState(() => webhookFormOf(props.channel));
  return (
    <ChangeDialog {...props} body={changesOfWebhook(props.channel, form)}>
      <WebhookFields form={form} onChange={setForm} isKept />
    </ChangeDialog>
  );
}

function ChangeEmail(props: ChangeChannelProps) {
  const [form, setForm] = useState(() => emailFormOf(props.channel));
  return (
    <ChangeDialog {...props} body={changesOfEmail(props.channel, form)}>
      <EmailFields form={form} onChange={setForm} isKept />
    </ChangeDialog>
  );
}

interface ChangeDialogProps extends ChangeChannelProps {
  /** Undefined while something is missing. */
  readonly body: ConfigureNoticeChannel | undefined;
  readonly children: ReactNode;
}

function ChangeDialog({ channel: { name }, body, onClose, children }: ChangeDialogProps) {
  const save = useDeed(onClose);
  const path = `/notice-channels/${encodeURIComponent(name)}`;
  return (
    <FormDialog
      title={says.title(name)}
      submit={says.save}
      isBusy={save.isPending}
      because={whyNot(body)}
      error={save.error}
      onSubmit={() => save.mutate({ method: 'PATCH', path, body })}
      onClose={onClose}
    >
      {children}
    </FormDialog>
  );
}

function whyNot(body: ConfigureNoticeChannel | undefined): string | undefined {
  if (body === undefined) return add.missing;
  return Object.keys(body).length === 0 ? says.unchanged : undefined;
}
