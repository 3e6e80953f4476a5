import { useState } from 'react';
import { useTenantApi, useTenantPath } from '../../app/tenant.ts';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import { type Ages, agesAt } from './ages.ts';
import { Figure } from './Figure.tsx';
import { useCount } from './use-count.ts';

const { contacts: says } = texts.dashboard;
const names = ['hour', 'day', 'week', 'older'] as const;

/** How long ago computers were last heard of with an inventory. */
export function ContactsSection() {
  const [ages] = useState(() => agesAt(Date.now()));
  return (
    <Section title={says.title}>
      {names.map((name) => (
        <AgeFigure key={name} name={name} ages={ages} />
      ))}
    </Section>
  );
}

function AgeFigure({ name, ages }: { readonly name: keyof Ages; readonly ages: Ages }) {
  const filter = ages[name];
  const count = useCount(`${useTenantApi()}/computers`, { filter });
  return <Figure name={says[name]} count={count} to={useTenantPath()('/computers')} search={{ filter }} />;
}
