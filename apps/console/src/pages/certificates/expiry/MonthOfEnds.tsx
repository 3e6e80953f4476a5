import type { ExpiryView } from '@causeway/contract/admin';
import { Anchor, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatDate, formatMonth } from '../../../app/format.ts';
import { PlainTable } from '../../../parts/PlainTable.tsx';
import { Section } from '../../../parts/Section.tsx';
import * as texts from '../../../texts/index.ts';
import { certificatePath } from '../certificate-path.ts';
import { Users } from '../Users.tsx';
import type { Month } from './by-month.ts';
import { ExpiryBadge } from './ExpiryBadge.tsx';

const { expiry: says } = texts.certificates;

const headings = (['ends', 'what', 'users', 'next'] as const).map((column) => says.columns[column]);

export function MonthOfEnds({ month: { startsAt, ends } }: { readonly month: Month }) {
  const title = startsAt === undefined ? says.past : formatMonth(startsAt);
  return (
    <Section title={title}>
      <PlainTable headings={headings} label={title} minWidth={720} layout="fixed">
        {ends.map((end) => (
          <Row key={`${end.kind} ${end.name} ${end.sha256}`} end={end} />
        ))}
      </PlainTable>
    </Section>
  );
}

function Row({ end }: { readonly end: ExpiryView }) {
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm">{formatDate(end.notAfter)}</Text>
        <ExpiryBadge end={end} />
      </Table.Td>
      <Table.Td className="code">
        <What end={end} />
      </Table.Td>
      <Table.Td>
        <Users users={end.users} />
      </Table.Td>
      <Table.Td>{nextOf(end)}</Table.Td>
    </Table.Tr>
  );
}

function What({ end: { kind, name } }: { readonly end: ExpiryView }) {
  return (
    <>
      {kind === 'certificate' ? (
        <Anchor component={Link} to={certificatePath(name)} size="sm">
          {name}
        </Anchor>
      ) : (
        name
      )}
      <Text size="xs" c="dimmed">
        {says.kinds[kind]}
      </Text>
    </>
  );
}

function nextOf({ users, nextStepAt }: ExpiryView): string {
  if (users.length === 0) return says.neverTold;
  return nextStepAt === null ? says.toldLast : formatDate(nextStepAt);
}
