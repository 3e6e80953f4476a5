import type { ExpiryView } from '@causeway/contract/admin';
import { Checkbox, Stack } from '@mantine/core';
import { useThing } from '../../../api/use-api.ts';
import { useView } from '../../../app/use-view.ts';
import { Empty } from '../../../parts/Empty.tsx';
import { PageTitle } from '../../../parts/PageTitle.tsx';
import * as texts from '../../../texts/index.ts';
import { endsShown, groupByMonth } from './by-month.ts';
import { MonthOfEnds } from './MonthOfEnds.tsx';

const { expiry: says } = texts.certificates;

/** What ends when, by month, with who depends on each. */
export default function ExpiryPage() {
  const ends = useThing<ExpiryView[]>('/expiry');
  const [view, change] = useView();
  const withUnused = view.unused === 'yes';
  const months = groupByMonth(endsShown(ends, withUnused), Date.now());
  return (
    <>
      <PageTitle title={says.title} says={says.says} />
      <Stack>
        <Checkbox
          label={says.unused}
          checked={withUnused}
          onChange={(event) => change({ unused: event.currentTarget.checked ? 'yes' : undefined })}
        />
        {months.length === 0 && <Empty title={says.none} text={says.noneText} />}
        {months.map((month) => (
          <MonthOfEnds key={month.startsAt ?? 'past'} month={month} />
        ))}
      </Stack>
    </>
  );
}
