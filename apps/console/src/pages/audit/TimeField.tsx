import { TextInput } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { localTimeOf } from '../../parts/filter/conditions.ts';

interface TimeFieldProps {
  readonly label: string;
  /** Milliseconds since 1970, as an address has it. */
  readonly at: string | undefined;
  /** Empty for no time. */
  readonly onChange: (at: string) => void;
}

/** A point in time, typed as it is here. It counts once one leaves the field: half a year is typed before a whole one. */
export function TimeField({ label, at, onChange }: TimeFieldProps) {
  const leave = ({ key, currentTarget }: KeyboardEvent<HTMLInputElement>) => {
    if (key === 'Enter') currentTarget.blur();
  };
  return (
    <TextInput
      type="datetime-local"
      label={label}
      defaultValue={shown(at)}
      onKeyDown={leave}
      onBlur={({ currentTarget: { value } }) => {
        if (value !== shown(at)) onChange(value === '' ? '' : String(Date.parse(value)));
      }}
    />
  );
}

function shown(at: string | undefined): string {
  const time = new Date(Number(at ?? Number.NaN));
  return Number.isNaN(time.getTime()) ? '' : localTimeOf(time.getTime());
}
