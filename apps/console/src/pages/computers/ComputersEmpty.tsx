import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTenantPath } from '../../app/tenant.ts';
import type { View } from '../../app/use-view.ts';
import { Empty } from '../../parts/Empty.tsx';
import * as texts from '../../texts/index.ts';

const says = texts.computers;

interface ComputersEmptyProps {
  readonly view: View;
  readonly onChange: (view: View) => void;
}

const narrowing = ['search', 'family', 'filter', 'archived'] as const;

/** Whether something is asked for, so that there may be others. */
export function isNarrow(view: View): boolean {
  return narrowing.some((part) => view[part] !== undefined);
}

/** Nothing fits, or nothing is there at all. */
export function ComputersEmpty({ view, onChange }: ComputersEmptyProps) {
  const toPath = useTenantPath();
  if (isNarrow(view))
    return (
      <Empty title={says.noneFound} text={says.noneFoundText}>
        <Button
          variant="default"
          onClick={() => onChange(Object.fromEntries(narrowing.map((part) => [part, undefined])))}
        >
          {says.showAll}
        </Button>
      </Empty>
    );
  return (
    <Empty title={says.none} text={says.noneText}>
      <Group gap="xs">
        <Button component={Link} to={toPath('/clients/enrollment')}>
          {says.enroll}
        </Button>
        <Button variant="default" onClick={() => onChange({ archived: 'archived' })}>
          {says.lookAmongArchived}
        </Button>
      </Group>
    </Empty>
  );
}
