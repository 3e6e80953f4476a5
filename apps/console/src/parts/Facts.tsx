import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import './facts.css';

/** A name and what is known under it; what is not known is left out. */
export type Fact = readonly [name: string, value: ReactNode];

/** What is known of one thing, under its names. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  const known = facts.filter(
    ([, value]) => value !== null && value !== undefined && value !== false && value !== '',
  );
  return (
    <dl className="facts">
      {known.map(([name, value]) => (
        <div key={name}>
          <Text component="dt" size="sm" c="dimmed">
            {name}
          </Text>
          <Text component="dd" size="sm" className="code">
            {value}
          </Text>
        </div>
      ))}
    </dl>
  );
}
