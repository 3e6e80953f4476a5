import { Code, ScrollArea, Stack, Table, Text, Title } from '@mantine/core';
import { formatDuration } from '../../../app/format.ts';
import { PlainTable } from '../../../parts/PlainTable.tsx';
import { Section } from '../../../parts/Section.tsx';
import { StateBadge } from '../../../parts/StateBadge.tsx';
import * as texts from '../../../texts/index.ts';
import { useComputer } from './use-computer.ts';

const { other: says } = texts.computer;

const headings = [says.columns.name, says.columns.took, says.columns.failed];

/** What did not fit, and how all of it was collected. */
export default function OtherTab() {
  const { inventory, collectors } = useComputer();
  const parts = Object.entries(inventory.other ?? {});
  return (
    <Stack>
      <Section title={says.title} says={says.says}>
        {parts.length === 0 && <Text size="sm">{says.none}</Text>}
        {parts.map(([name, value]) => (
          <OtherPart key={name} name={name} value={value} />
        ))}
      </Section>
      {collectors.length > 0 && (
        <Section title={says.collectors}>
          <PlainTable headings={headings} label={says.collectors} verticalSpacing={4}>
            {collectors.map(({ name, tookMs, failed }) => (
              <Table.Tr key={name}>
                <Table.Td>{name}</Table.Td>
                <Table.Td className="numbers">{formatDuration(tookMs)}</Table.Td>
                <Table.Td>{failed ?? <StateBadge tone="good">{says.worked}</StateBadge>}</Table.Td>
              </Table.Tr>
            ))}
          </PlainTable>
        </Section>
      )}
    </Stack>
  );
}

function OtherPart({ name, value }: { readonly name: string; readonly value: unknown }) {
  return (
    <Stack gap={4}>
      <Title order={3} size="h5">
        {name}
      </Title>
      <ScrollArea.Autosize
        mah="20rem"
        type="auto"
        viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': name }}
      >
        <Code block>{JSON.stringify(value, null, 2)}</Code>
      </ScrollArea.Autosize>
    </Stack>
  );
}
