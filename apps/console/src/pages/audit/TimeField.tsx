import { TextInput } from '@mantine/core';
import { type SyntheticEvent, useEffect, useRef } from 'react';
import { localTimeOf } from '../../parts/filter/conditions.ts';

interface TimeFieldProps {
  readonly label: string;
  /** Milliseconds since 1970, as an address has it. */
  readonly at: string | undefined;
  /** Empty for no time. */
  readonly onChange: (at: string) => void;
}

/**
 * A point in time, typed as it is here. It counts with Enter or once one leaves the field: half a year is typed before a
 * whole one.
 */
export function TimeField({ label, at, onChange }: TimeFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  // What another link says replaces what was typed.
  useEffect(() => {
    if (field.current !== null && field.current.value !== shown(at)) field.current.value = shown(at);
  }, [at]);
  const take = ({ currentTarget: { value } }: SyntheticEvent<HTMLInputElement>) => {
    if (value !== shown(at)) onChange(value === '' ? '' : String(Date.parse(value)));
  };
  return (
    <TextInput
      ref={field}
      type="datetime-local"
      label={label}
      defaultValue={shown(at)}
      onKeyDown={(event) => event.key === 'Enter' && take(event)}
      onBlur={take}
    />
  );
}

function shown(at: string | undefined): string {
  const time = new Date(Number(at ?? Number.NaN));
  return Number.isNaN(time.getTime()) ? '' : localTimeOf(time.getTime());
}
