import { TextInput } from '@mantine/core';
import * as texts from '../../texts/index.ts';

const { add: says } = texts.notices;

interface NameFieldProps {
  readonly value: string;
  readonly onChange: (name: string) => void;
}

export function NameField({ value, onChange }: NameFieldProps) {
  return (
    <TextInput
      label={says.name}
      description={says.nameHint}
      required
      maxLength={100}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
