import type { ComputerInventory, RowSection } from '@causeway/contract/inventory';
import { Stack } from '@mantine/core';
import { Empty } from '../../../parts/Empty.tsx';
import { Facts } from '../../../parts/Facts.tsx';
import { Section } from '../../../parts/Section.tsx';
import * as texts from '../../../texts/index.ts';
import { showValue, titleOf } from '../show-value.ts';
import { SectionTable } from './SectionTable.tsx';

const { sections: titles } = texts.inventory;

interface InventorySectionsProps {
  readonly inventory: ComputerInventory;
  /** The section that is one object. */
  readonly whole: 'hardware' | 'operatingSystem';
  readonly lists: readonly Exclude<RowSection, 'software'>[];
  /** What is said when there is nothing of all these. */
  readonly none: string;
}

/** Sections of an inventory, each as it was reported; those of which nothing is known are left out. */
export function InventorySections({ inventory, whole, lists, none }: InventorySectionsProps) {
  const object = inventory[whole];
  const found = lists.filter((name) => (inventory[name]?.length ?? 0) > 0);
  if (object === undefined && found.length === 0)
    return <Empty title={none} text={texts.computer.sectionsNoneText} />;
  return (
    <Stack>
      {object !== undefined && (
        <Section title={titles[whole]}>
          <Facts
            facts={Object.entries(object).map(([name, value]) => [titleOf(name), showValue(name, value)])}
          />
        </Section>
      )}
      {found.map((name) => (
        <Section key={name} title={titles[name]}>
          <SectionTable label={titles[name]} rows={inventory[name] ?? []} />
        </Section>
      ))}
    </Stack>
  );
}
