import { Group, Stack, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import * as texts from '../../texts/index.ts';
import { ReasonedButton } from '../ReasonedButton.tsx';
import type { FilterFormProps } from './FilterPanel.tsx';

const { filter: says } = texts.rows;

export function FilterTextForm({ columns, filter, onChange }: FilterFormProps) {
  const [text, setText] = useState(filter);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onChange(text.trim());
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Textarea
          label={says.text}
          description={says.textHint(columns.map(({ name }) => name).join(', '))}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          minRows={2}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
        <Group>
          <ReasonedButton type="submit" because={undefined}>
            {says.apply}
          </ReasonedButton>
          <ReasonedButton
            variant="default"
            because={filter === '' ? says.isClear : undefined}
            onClick={() => onChange('')}
          >
            {says.clear}
          </ReasonedButton>
        </Group>
      </Stack>
    </form>
  );
}
