import { Anchor, Group, ScrollArea } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

export interface PageTab {
  readonly to: string;
  readonly name: string;
  /** There are pages below it, which do not belong to another tab. */
  readonly isExact?: boolean;
}

/** The sides of what a page is about, each at an address of its own. */
export function PageTabs({ label, tabs }: { readonly label: string; readonly tabs: readonly PageTab[] }) {
  const strip = useRef<HTMLDivElement>(null);
  const { pathname } = useLocation();
  useEffect(() => showCurrent(strip.current, pathname), [pathname]);
  return (
    <ScrollArea mb="md" type="auto" offsetScrollbars="present" viewportRef={strip}>
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

/** Where the strip is wider than the screen, the tab that one is at is in sight. */
function showCurrent(strip: HTMLElement | null, _pathname: string): void {
  const current = strip?.querySelector<HTMLElement>('[aria-current="page"]');
  if (strip === null || current == null) return;
  strip.scrollLeft = current.offsetLeft - (strip.clientWidth - current.offsetWidth) / 2;
}
