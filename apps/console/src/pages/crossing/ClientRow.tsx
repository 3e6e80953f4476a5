import type { StandingView } from '@causeway/contract/admin';
import { Anchor, Code, Group, Text } from '@mantine/core';
import { StateBadge } from '../../parts/StateBadge.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';
import { stateOfStanding } from './standing-state.ts';

const says = texts.crossing;

interface ClientRowProps {
  readonly index: number;
  /** Undefined until it was fetched. */
  readonly row: StandingView | undefined;
  /** One, where all has to be in it, or three. */
  readonly columns: 1 | 3;
  readonly measure: (element: HTMLTableRowElement | null) => void;
  readonly onOpen: (id: string) => void;
}

export function ClientRow({ index, row, columns, measure, onOpen }: ClientRowProps) {
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2}>
      {row === undefined && <td colSpan={columns}>{says.list.coming}</td>}
      {row !== undefined && (
        <th scope="row">
          <Anchor
            component="button"
            type="button"
            size="sm"
            fw={600}
            ta="left"
            onClick={() => onOpen(row.id)}
          >
            {row.name}
          </Anchor>
          <Standing row={row} />
          {columns === 1 && <Cause row={row} />}
        </th>
      )}
      {row !== undefined && columns > 1 && (
        <>
          <td>
            <Cause row={row} />
          </td>
          <td>
            <When at={row.lastSeenAt} />
          </td>
        </>
      )}
    </tr>
  );
}

function Standing({ row: { state, kind, agent } }: { readonly row: StandingView }) {
  const { tone, word } = stateOfStanding(state);
  return (
    <Group gap={6} mt={4}>
      <StateBadge tone={tone}>{word}</StateBadge>
      {kind !== 'native' && (
        <Text size="xs" c="dimmed">
          {agent ?? says.kinds[kind]}
        </Text>
      )}
    </Group>
  );
}

/** What a client did or did not, and what somebody does about it. */
export function Cause({ row: { explanation, remedy } }: { readonly row: StandingView }) {
  return (
    <>
      <Text size="sm">{explanation ?? says.list.fine}</Text>
      {remedy !== undefined && (
        <Text size="sm" c="dimmed">
          <b>{says.list.remedy}</b> <WithCode text={remedy} />
        </Text>
      )}
    </>
  );
}

/** What stands between backticks is to be typed as it is. */
function WithCode({ text }: { readonly text: string }) {
  return text.split('`').map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence, which is shown as a whole
    index % 2 === 0 ? part : <Typed key={index} text={part} />,
  );
}

function Typed({ text }: { readonly text: string }) {
  return <Code style={{ overflowWrap: 'anywhere' }}>{text}</Code>;
}
