import type { CrossingView } from '@causeway/contract/admin';
import { Alert, Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import * as texts from '../../texts/index.ts';

const says = texts.crossing;

/** Whether the old addresses may go, in plain words, and which addresses it is about. */
export function Verdict({ view }: { readonly view: CrossingView }) {
  const isAllowed = view.verdict === 'allowed';
  return (
    <Alert
      variant="light"
      color={isAllowed ? 'green' : 'red'}
      title={says.verdict[view.verdict]}
      role="status"
    >
      <Stack gap="xs">
        <Text size="sm">{wordsOf(view)}</Text>
        <Addresses view={view} />
        <UnderWay change={view.change} />
      </Stack>
    </Alert>
  );
}

function wordsOf({ verdict, counts }: CrossingView): string {
  const { proven, blocking, sleeping, waived } = counts;
  if (verdict === 'refused') return says.verdict.refusedText(blocking);
  if (proven + blocking + sleeping + waived === 0) return says.verdict.empty;
  return says.verdict.allowedText(proven, sleeping + waived);
}

function Addresses({ view: { goes, to, revision } }: { readonly view: CrossingView }) {
  return (
    <Text size="sm" className="code">
      <b>{says.goes}</b> {goes.join(', ')}. <b>{says.stays}</b>{' '}
      {to.filter((address) => !goes.includes(address)).join(', ') || goes.join(', ')}.{' '}
      {revision === 0 ? says.notPublished : says.since(revision)}
    </Text>
  );
}

function UnderWay({ change }: Pick<CrossingView, 'change'>) {
  if (change === null) return null;
  return (
    <Group gap="xs">
      <Text size="sm">{says.underWay}</Text>
      <Anchor size="sm" component={Link} to={`/changes/${change}`} underline="always">
        {says.toChange}
      </Anchor>
    </Group>
  );
}
