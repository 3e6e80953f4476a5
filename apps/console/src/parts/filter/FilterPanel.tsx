import { Button, Group, Paper, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import * as texts from '../../texts/index.ts';
import { ConditionsForm } from './ConditionsForm.tsx';
import { type FilterColumn, parseConditions } from './conditions.ts';
import { FilterTextForm } from './FilterTextForm.tsx';

const { filter: says } = texts.rows;

export interface FilterFormProps {
  readonly columns: readonly FilterColumn[];
  /** As the API takes it. */
  readonly filter: string;
  readonly onChange: (filter: string) => void;
}

type Mode = keyof typeof says.modes;
const modes = Object.entries(says.modes).map(([value, label]) => ({ value, label }));

/** A filter by conditions, or as whoever knows its language writes it. */
export function FilterPanel(props: FilterFormProps) {
  const { columns, filter, onChange } = props;
  const isSimple = parseConditions(filter, columns) !== undefined;
  const [mode, setMode] = useState<Mode>(isSimple ? 'conditions' : 'text');
  return (
    <Paper withBorder p="md" component="section" aria-label={says.title}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h5">
            {says.title}
          </Title>
          <SegmentedControl
            size="xs"
            aria-label={says.modeLabel}
            data={modes}
            value={mode}
            // There are these two alone.
            onChange={(value) => setMode(value as Mode)}
          />
        </Group>
        {mode === 'text' && <FilterTextForm key={filter} {...props} />}
        {mode === 'conditions' && isSimple && <ConditionsForm key={filter} {...props} />}
        {mode === 'conditions' && !isSimple && (
          <>
            <Text size="sm">{says.tooRich}</Text>
            <Group>
              <Button variant="default" onClick={() => onChange('')}>
                {says.clear}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Paper>
  );
}
