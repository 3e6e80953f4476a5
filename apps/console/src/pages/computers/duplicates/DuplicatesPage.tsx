import type { DuplicatePage, DuplicateView } from '@causeway/contract/admin';
import { Anchor, Breadcrumbs, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useThing } from '../../../api/use-api.ts';
import { useTenantApi, useTenantPath } from '../../../app/tenant.ts';
import { useView } from '../../../app/use-view.ts';
import { Empty } from '../../../parts/Empty.tsx';
import { PageTitle } from '../../../parts/PageTitle.tsx';
import * as texts from '../../../texts/index.ts';
import { Pair } from './Pair.tsx';

const says = texts.duplicates;

type State = DuplicateView['state'];
const states = (Object.keys(says.stateNames) as State[]).map((value) => ({
  value,
  label: says.stateNames[value],
}));
const FIRST = 20;
const MORE = 50;

/** Pairs of computers that may be one, side by side. */
export default function DuplicatesPage() {
  const api = useTenantApi();
  const toPath = useTenantPath();
  const [view, change] = useView();
  const { value: state = 'open' } = states.find(({ value }) => value === view.state) ?? {};
  const limit = Number(view.limit ?? FIRST);
  const { rows, next } = useThing<DuplicatePage>(`${api}/duplicates?state=${state}&limit=${limit}`);
  const [title = '', text = ''] = says.none[state];
  return (
    <>
      <Breadcrumbs mb="xs">
        <Anchor component={Link} to={toPath('/computers')}>
          {texts.computers.title}
        </Anchor>
        <Text>{says.title}</Text>
      </Breadcrumbs>
      <PageTitle title={says.title} says={says.says} />
      <Stack>
        <Group>
          <SegmentedControl
            aria-label={says.states}
            size="xs"
            data={states}
            value={state}
            onChange={(chosen) => change({ state: chosen === 'open' ? undefined : chosen, limit: undefined })}
          />
        </Group>
        {rows.length === 0 && <Empty title={title} text={text} />}
        {rows.map((pair) => (
          <Pair key={pair.id} pair={pair} />
        ))}
        {next !== undefined && (
          <Group>
            <Button variant="default" onClick={() => change({ limit: String(limit + MORE) })}>
              {says.more}
            </Button>
          </Group>
        )}
      </Stack>
    </>
  );
}
