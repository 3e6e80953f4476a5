import { Button, Checkbox, Popover, Stack } from '@mantine/core';
import * as texts from '../texts/index.ts';

const { columns: says } = texts.rows;

interface ColumnsMenuProps {
  /** The first is always there: it names the row. */
  readonly all: readonly { readonly name: string; readonly title: string }[];
  readonly shown: readonly string[];
  readonly onChange: (shown: readonly string[]) => void;
  readonly onReset: () => void;
}

export function ColumnsMenu({ all, shown, onChange, onReset }: ColumnsMenuProps) {
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default">{says.button}</Button>
      </Popover.Target>
      <Popover.Dropdown mah="24rem" style={{ overflow: 'auto' }}>
        <Stack gap="xs" align="flex-start">
          <Checkbox.Group
            label={says.legend}
            value={[...shown]}
            onChange={(names) =>
              onChange(all.filter(({ name }) => names.includes(name)).map(({ name }) => name))
            }
          >
            <Stack gap={6} mt="xs">
              {all.map(({ name, title }, index) => (
                <Checkbox key={name} value={name} label={title} disabled={index === 0} />
              ))}
            </Stack>
          </Checkbox.Group>
          <Button size="compact-sm" variant="default" onClick={onReset}>
            {says.reset}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
