import type { NoticeChannelView, NoticeView } from '@causeway/contract/admin';
import type { Tone } from '../../parts/StateBadge.tsx';

export const toneOfSeverity: Readonly<Record<NoticeView['severity'], Tone>> = {
  notice: 'quiet',
  warning: 'warning',
  error: 'bad',
};

export const toneOfDelivery: Readonly<Record<NoticeView['deliveries'][number]['state'], Tone>> = {
  waiting: 'busy',
  sent: 'good',
  failed: 'bad',
};

export type ChannelState = 'good' | 'unused' | 'waiting' | 'failed';

export const toneOfChannel: Readonly<Record<ChannelState, Tone>> = {
  good: 'good',
  unused: 'quiet',
  waiting: 'warning',
  failed: 'bad',
};

type Counts = Pick<NoticeChannelView, 'waiting' | 'sent' | 'failed' | 'lastError'>;

/** What has been given up outweighs what is tried again, which outweighs what arrived. */
export function stateOfChannel({ waiting, sent, failed, lastError }: Counts): ChannelState {
  if (failed > 0) return 'failed';
  if (waiting > 0 && lastError !== null) return 'waiting';
  return sent + waiting > 0 ? 'good' : 'unused';
}
