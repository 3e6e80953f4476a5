import { Button, Group, NativeSelect, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useView } from '../../app/use-view.ts';
import { Empty } from '../../parts/Empty.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import * as texts from '../../texts/index.ts';
import { NoticesTable } from './NoticesTable.tsx';
import { useNotices } from './use-notices.ts';

const says = texts.notices;

const severities = [
  { value: '', label: says.all },
  ...Object.entries(says.severities).map(([value, label]) => ({ value, label })),
];

/** What admins were told, and whether it arrived where it was sent. */
export default function NoticesPage() {
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useNotices();
  const [{ severity }, change] = useView();
  const all = data.pages.flat();
  const shown = all.filter((notice) => severity === undefined || notice.severity === severity);
  return (
    <>
      <PageTitle title={says.title} says={says.says} />
      {all.length === 0 && (
        <Empty title={says.none} text={says.noneText}>
          <Button component={Link} to="/notices/channels" variant="default">
            {says.toChannels}
          </Button>
        </Empty>
      )}
      {all.length > 0 && (
        <Stack>
          <Group>
            <NativeSelect
              label={says.severity}
              data={severities}
              value={severity ?? ''}
              onChange={(event) => change({ severity: event.currentTarget.value })}
            />
          </Group>
          {shown.length === 0 ? (
            <Empty title={says.noneFits} text={says.noneFitsText} />
          ) : (
            <NoticesTable notices={shown} />
          )}
          {hasNextPage && (
            <Group>
              <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                {says.loadMore}
              </Button>
            </Group>
          )}
        </Stack>
      )}
    </>
  );
}
