import { Fieldset, Group, NativeSelect, NumberInput, Text } from '@mantine/core';
import { useState } from 'react';
import * as texts from '../texts/index.ts';
import { type Duration, type DurationUnit, durationOf, durationUnits, secondsOf } from './duration.ts';

const says = texts.duration;

interface DurationFieldProps {
  readonly label: string;
  readonly description?: string;
  /** In seconds. */
  readonly value: number;
  readonly onChange: (seconds: number) => void;
}

/** How long: an amount and its unit. */
export function DurationField({ label, description, value, onChange }: DurationFieldProps) {
  const [shown, setShown] = useState<Duration>(() => durationOf(value));
  // Put there by somebody else, it is said in the unit that fits it.
  const { amount, unit } = secondsOf(shown) === value ? shown : durationOf(value);
  const change = (part: Partial<Duration>) => {
    const next = { amount, unit, ...part };
    setShown(next);
    onChange(secondsOf(next));
  };
  return (
    <Fieldset
      legend={
        <Text span size="sm" fw={600}>
          {label}
        </Text>
      }
      variant="unstyled"
    >
      {description !== undefined && (
        <Text size="xs" c="dimmed" mb={4}>
          {description}
        </Text>
      )}
      <Group gap="xs" wrap="nowrap">
        <NumberInput
          aria-label={says.amount(label)}
          value={amount}
          min={1}
          allowDecimal={false}
          hideControls
          w={110}
          onChange={(next) => change({ amount: Number(next) })}
        />
        <NativeSelect
          aria-label={says.unit(label)}
          value={unit}
          data={durationUnits.map((one) => ({ value: one, label: says.units[one] }))}
          // The options above are all that there is.
          onChange={(event) => change({ unit: event.currentTarget.value as DurationUnit })}
        />
      </Group>
    </Fieldset>
  );
}
