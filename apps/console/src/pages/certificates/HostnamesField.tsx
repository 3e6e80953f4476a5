import { Textarea } from '@mantine/core';
import * as texts from '../../texts/index.ts';

const { create: says } = texts.certificates;

interface HostnamesFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The names that a certificate shall cover. */
export function HostnamesField({ value, onChange }: HostnamesFieldProps) {
  return (
    <Textarea
      label={says.hostnames}
      description={says.hostnamesHint}
      required
      rows={3}
      autosize
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
