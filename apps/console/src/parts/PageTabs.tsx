import { Anchor, Group, ScrollArea } from '@mantine/core';
import { Link } from '@tanstack/react-router';

export interface PageTab {
  readonly to: string;
  readonly name: string;
  /** There are pages below it, which do not belong to another tab. */
  readonly isExact?: boolean;
}

/** The sides of what a page is about, each at an address of its own. */
export function PageTabs({ label, tabs }: { readonly label: string; readonly tabs: readonly PageTab[] }) {
  return (
    <ScrollArea mb="md" type="auto" offsetScrollbars="present">
      <Group component="nav" gap={4} wrap="nowrap" aria-label={label}>
        {tabs.map(({ to, name, isExact = false }) => (
          <Anchor
            key={to}
            component={Link}
            to={to}
            activeOptions={{ exact: isExact, includeSearch: false }}
            className="tab"
            underline="never"
          >
            {name}
          </Anchor>
        ))}
      </Group>
    </ScrollArea>
  );
}
