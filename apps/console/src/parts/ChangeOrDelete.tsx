import { Group } from '@mantine/core';
import { DeleteByName, type DeleteByNameProps } from './DeleteByName.tsx';
import { ReasonedButton } from './ReasonedButton.tsx';

interface ChangeOrDeleteProps extends Omit<DeleteByNameProps, 'isSmall'> {
  /** The word on the button that changes, and what it changes for whoever listens. */
  readonly change: string;
  readonly changeLabel: string;
  /** Why it may not be changed; undefined when it may. `because` is of the deletion. */
  readonly mayNot: string | undefined;
  readonly onChange: () => void;
}

/** What can be done to what a row of a table is about. */
export function ChangeOrDelete({ change, changeLabel, mayNot, onChange, ...deletion }: ChangeOrDeleteProps) {
  return (
    <Group gap="xs" wrap="nowrap">
      <ReasonedButton
        variant="default"
        size="compact-sm"
        because={mayNot}
        aria-label={changeLabel}
        onClick={onChange}
      >
        {change}
      </ReasonedButton>
      <DeleteByName {...deletion} isSmall />
    </Group>
  );
}
