import type { NoticeChannelView } from '@causeway/contract/admin';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useThing } from '../../api/use-api.ts';
import { searchOf } from '../../app/search-of.ts';
import { Empty } from '../../parts/Empty.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import * as texts from '../../texts/index.ts';
import { ChannelsTable } from './ChannelsTable.tsx';

const { channels: says } = texts.notices;

/** Where notices go, and whether they arrive. */
export default function ChannelsPage() {
  const channels = useThing<NoticeChannelView[]>('/notice-channels');
  return (
    <>
      <PageTitle title={says.title} says={says.says}>
        <Button
          component={Link}
          to="/notices/channels/new"
          search={searchOf({ kind: 'email' })}
          variant="default"
        >
          {says.addEmail}
        </Button>
        <Button component={Link} to="/notices/channels/new" search={searchOf({ kind: 'webhook' })}>
          {says.addWebhook}
        </Button>
      </PageTitle>
      {channels.length === 0 ? (
        <Empty title={says.none} text={says.noneText} />
      ) : (
        <ChannelsTable channels={channels} />
      )}
    </>
  );
}
