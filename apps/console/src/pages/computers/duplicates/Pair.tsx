import type { DuplicateView } from '@causeway/contract/admin';
import { Anchor, ScrollArea, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTenantPath } from '../../../app/tenant.ts';
import { Section } from '../../../parts/Section.tsx';
import { StateBadge } from '../../../parts/StateBadge.tsx';
import { When } from '../../../parts/When.tsx';
import * as texts from '../../../texts/index.ts';
import { compareComputers, type Difference } from './compare-computers.ts';
import { PairActions } from './PairActions.tsx';

const says = texts.duplicates;

/** Two computers, line by line, with what they share. */
export function Pair({ pair }: { readonly pair: DuplicateView }) {
  const { computers, kind, shared, foundAt } = pair;
  const [one, other] = computers;
  const label = says.pair(one.name, other.name);
  return (
    <Section title={label} says={says.kindTexts[kind]}>
      <Text size="sm">
        <Text span fw={600}>
          {says.shared}
        </Text>{' '}
        <span className="code">{shared}</span>, <When at={foundAt} />
      </Text>
      <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': label }}>
        <Table aria-label={label} verticalSpacing={4} miw="38rem">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{says.field}</Table.Th>
              {computers.map((computer) => (
                <ComputerHeading key={computer.id} computer={computer} />
              ))}
              <Table.Th>{says.same}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {compareComputers(computers).map((difference) => (
              <DifferenceRow key={difference.title} difference={difference} />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      <PairActions pair={pair} />
    </Section>
  );
}

function ComputerHeading({ computer }: { readonly computer: DuplicateView['computers'][number] }) {
  const toPath = useTenantPath();
  return (
    <Table.Th>
      <Anchor component={Link} to={toPath(`/computers/${computer.id}`)} size="sm">
        {computer.name} ({computer.id})
      </Anchor>
      {computer.archivedAt !== null && ` ${says.isArchived}`}
    </Table.Th>
  );
}

function DifferenceRow({ difference: { title, values, isSame } }: { readonly difference: Difference }) {
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        {title}
      </Table.Th>
      {values.map((value, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: there are two, and they stay in their places
        <Table.Td key={place}>{value}</Table.Td>
      ))}
      <Table.Td>{isSame && <StateBadge tone="warning">{says.same}</StateBadge>}</Table.Td>
    </Table.Tr>
  );
}
