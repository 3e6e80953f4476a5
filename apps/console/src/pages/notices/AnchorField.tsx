import { Textarea } from '@mantine/core';
import * as texts from '../../texts/index.ts';

const { add: says } = texts.notices;

interface AnchorFieldProps {
  readonly value: string;
  readonly onChange: (anchor: string) => void;
}

export function AnchorField({ value, onChange }: AnchorFieldProps) {
  return (
    <Textarea
      label={says.anchor}
      description={says.anchorHint}
      rows={3}
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
