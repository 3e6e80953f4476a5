import type { CrossingSampleView } from '@causeway/contract/admin';

/** Where a curve is drawn, in pixels. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export type Line = 'proven' | 'blocking';

export interface CurveShape {
  /** As the points of an SVG polyline. */
  readonly lines: Readonly<Record<Line, string>>;
  readonly ends: Readonly<Record<Line, { readonly x: number; readonly y: number }>>;
  /** Numbers of clients with the height they are at. */
  readonly ticks: readonly { readonly count: number; readonly y: number }[];
}

/** Two or more samples, oldest first, as lines in a frame. */
export function curveShape(samples: readonly CrossingSampleView[], frame: Frame): CurveShape {
  const [first, last] = [samples[0]?.at ?? 0, samples.at(-1)?.at ?? 0];
  const most = roundUp(Math.max(1, ...samples.map(({ proven, blocking }) => Math.max(proven, blocking))));
  const x = (at: number) =>
    frame.left + ((frame.width - frame.left - frame.right) * (at - first)) / Math.max(1, last - first);
  const y = (count: number) =>
    frame.height - frame.bottom - ((frame.height - frame.top - frame.bottom) * count) / most;
  const line = (name: Line) =>
    samples.map((sample) => `${round(x(sample.at))},${round(y(sample[name]))}`).join(' ');
  const end = (name: Line) => ({ x: x(last), y: y(samples.at(-1)?.[name] ?? 0) });
  return {
    lines: { proven: line('proven'), blocking: line('blocking') },
    ends: { proven: end('proven'), blocking: end('blocking') },
    ticks: ticksTo(most).map((count) => ({ count, y: y(count) })),
  };
}

/** The next number that people count to: 1, 2 or 5 with noughts. */
function roundUp(count: number): number {
  const unit = 10 ** Math.floor(Math.log10(count));
  return ([1, 2, 5, 10].find((step) => step * unit >= count) ?? 10) * unit;
}

function ticksTo(most: number): number[] {
  return most % 2 === 0 ? [0, most / 2, most] : [0, most];
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

/** With what is so at this moment as the last sample, unless that is the last one already. */
export function withNow(
  samples: readonly CrossingSampleView[],
  now: CrossingSampleView,
): CrossingSampleView[] {
  return [...samples.filter(({ at }) => at < now.at), now];
}

/** At most so many of them, with the first and the last, evenly in between: what a table of them can show. */
export function fewOf<Sample>(samples: readonly Sample[], most: number): Sample[] {
  if (samples.length <= most) return [...samples];
  const step = (samples.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => samples[Math.round(index * step)]).filter(
    (sample) => sample !== undefined,
  );
}
