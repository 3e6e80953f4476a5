import { formatAgo, formatTime } from '../app/format.ts';

/** How long ago it was; the time itself for the mouse and for whoever copies it. */
export function When({ at }: { readonly at: number | null }) {
  if (at === null) return <span>{formatAgo(null, 0)}</span>;
  return (
    <time dateTime={new Date(at).toISOString()} title={formatTime(at)}>
      {formatAgo(at, Date.now())}
    </time>
  );
}
