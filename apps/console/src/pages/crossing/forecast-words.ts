import type { ForecastView } from '@causeway/contract/admin';
import { formatDuration, formatNumber, formatTime } from '../../app/format.ts';
import * as texts from '../../texts/index.ts';

const { forecast: says } = texts.crossing;

/** What is to be expected, a sentence each. */
export function forecastWords(forecast: ForecastView): string[] {
  const { silent, silentMs, byHand } = forecast;
  return [
    outlookWords(forecast),
    ...(silent > 0 ? [says.silent(silent, formatDuration(silentMs))] : []),
    ...(byHand > 0 ? [says.byHand(byHand)] : []),
  ];
}

function outlookWords({ kind, at = 0, since = 0, perHour = 0, waiting }: ForecastView): string {
  switch (kind) {
    case 'done':
      return says.done;
    case 'too-early':
      return says.tooEarly;
    case 'by':
      return says.by(waiting, formatTime(at), formatPace(perHour));
    case 'stalled':
      return says.stalled(formatTime(since));
    case 'not-by-themselves':
      return says.notByThemselves;
  }
}

/** A slow one has more to say behind the point. */
function formatPace(perHour: number): string {
  return formatNumber(perHour < 10 ? Number(perHour.toPrecision(2)) : Math.round(perHour));
}
