import { Badge } from '@mantine/core';

/** What a state means to whoever looks: colors are never the only sign, the word is there. */
export type Tone = 'good' | 'busy' | 'warning' | 'bad' | 'quiet';

/** White on each has a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3). */
const colors: Readonly<Record<Tone, string>> = {
  good: '#237a36',
  busy: 'blue.9',
  warning: '#b83b00',
  bad: 'red.9',
  quiet: 'gray.7',
};

export function StateBadge({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return (
    <Badge color={colors[tone]} variant="filled" tt="none" radius="sm" miw="max-content">
      {children}
    </Badge>
  );
}
