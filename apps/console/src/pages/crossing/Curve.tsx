import type { CrossingSampleView } from '@causeway/contract/admin';
import { Table, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useId } from 'react';
import { formatNumber, formatTime } from '../../app/format.ts';
import { type Heading, PlainTable } from '../../parts/PlainTable.tsx';
import * as texts from '../../texts/index.ts';
import { type CurveShape, curveShape, type Frame, fewOf, type Line } from './curve-shape.ts';
import { states } from './standing-state.ts';
import './curve.css';

const { curve: says, states: words } = texts.crossing;

const HEIGHT = 200;
const NARROWEST = 240;
const lines = ['proven', 'blocking'] as const;
const headings: readonly Heading[] = [
  says.at,
  ...states.map((state) => ({ text: words[state], align: 'right' }) as const),
];
/** More than these nobody reads one by one. */
const MOST_ROWS = 12;

interface CurveProps {
  /** Two or more, oldest first. */
  readonly samples: readonly CrossingSampleView[];
}

/** How many were proven and how many blocked, over time. */
export function Curve({ samples }: CurveProps) {
  const { ref, width } = useElementSize();
  const frame = {
    width: Math.max(NARROWEST, width),
    height: HEIGHT,
    left: 48,
    right: 12,
    top: 12,
    bottom: 24,
  };
  return (
    <div ref={ref} className="crossing-curve">
      <Drawing samples={samples} frame={frame} />
      <Legend />
      <SampleTable samples={fewOf(samples, MOST_ROWS)} />
    </div>
  );
}

function Drawing({ samples, frame }: CurveProps & { readonly frame: Frame }) {
  const [titleId, descriptionId] = [useId(), useId()];
  const shape = curveShape(samples, frame);
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined) return null;
  const [from, to] = [formatTime(first.at), formatTime(last.at)];
  const says4 = [last.proven, first.proven, last.blocking, first.blocking].map(formatNumber);
  const [proven = '', provenBefore = '', blocking = '', blockingBefore = ''] = says4;
  return (
    <svg
      width={frame.width}
      height={frame.height}
      role="img"
      aria-labelledby={titleId}
      aria-describedby={descriptionId}
    >
      <title id={titleId}>{says.label(from, to)}</title>
      <desc id={descriptionId}>{says.description(proven, provenBefore, blocking, blockingBefore)}</desc>
      <Grid ticks={shape.ticks} frame={frame} />
      <text x={frame.left} y={frame.height - 6} className="crossing-axis">
        {from}
      </text>
      <text x={frame.width - frame.right} y={frame.height - 6} textAnchor="end" className="crossing-axis">
        {says.now}
      </text>
      {lines.map((line) => (
        <DrawnLine key={line} line={line} shape={shape} />
      ))}
    </svg>
  );
}

function Grid({ ticks, frame }: Pick<CurveShape, 'ticks'> & { readonly frame: Frame }) {
  return ticks.map(({ count, y }) => (
    <g key={count}>
      <line x1={frame.left} x2={frame.width - frame.right} y1={y} y2={y} className="crossing-grid" />
      <text x={frame.left - 6} y={y + 4} textAnchor="end" className="crossing-axis">
        {formatNumber(count)}
      </text>
    </g>
  ));
}

function DrawnLine({ line, shape }: { readonly line: Line; readonly shape: CurveShape }) {
  const { x, y } = shape.ends[line];
  return (
    <g className={`crossing-line crossing-line-${line}`}>
      <polyline points={shape.lines[line]} />
      <circle cx={x} cy={y} r={3.5} />
    </g>
  );
}

/** The lines differ by their dashes, too. */
function Legend() {
  return (
    <ul className="crossing-legend">
      {lines.map((line) => (
        <li key={line}>
          <svg width="32" height="8" aria-hidden="true" className={`crossing-line crossing-line-${line}`}>
            <polyline points="0,4 32,4" />
          </svg>
          <Text span size="sm">
            {words[line]}
          </Text>
        </li>
      ))}
    </ul>
  );
}

function SampleTable({ samples }: CurveProps) {
  return (
    <details>
      <summary>{says.table}</summary>
      <PlainTable headings={headings} label={says.table}>
        {samples.map((sample) => (
          <Table.Tr key={sample.at}>
            <Table.Th scope="row" fw={400}>
              {formatTime(sample.at)}
            </Table.Th>
            {states.map((state) => (
              <Table.Td key={state} ta="right" className="numbers">
                {formatNumber(sample[state])}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </PlainTable>
    </details>
  );
}
