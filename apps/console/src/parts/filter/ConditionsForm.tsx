import { Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import * as texts from '../../texts/index.ts';
import { ReasonedButton } from '../ReasonedButton.tsx';
import { ConditionFields } from './ConditionFields.tsx';
import { type Condition, formatConditions, isComplete, operatorsOf, parseConditions } from './conditions.ts';
import type { FilterFormProps } from './FilterPanel.tsx';

const { filter: says } = texts.rows;

/** With a key of its own, so that one can be taken out of the middle. */
interface Draft extends Condition {
  readonly key: number;
}

export function ConditionsForm({ columns, filter, onChange }: FilterFormProps) {
  const [drafts, setDrafts] = useState<readonly Draft[]>(
    () => parseConditions(filter, columns)?.map((condition, key) => ({ ...condition, key })) ?? [],
  );
  const change = (key: number, parts: Partial<Condition>) =>
    setDrafts(drafts.map((draft) => (draft.key === key ? { ...draft, ...parts } : draft)));
  const add = () => {
    const [{ name, kind } = { name: '', kind: 'text' as const }] = columns;
    const [operator = 'eq'] = operatorsOf(kind);
    const key = Math.max(-1, ...drafts.map((draft) => draft.key)) + 1;
    setDrafts([...drafts, { key, column: name, operator, value: '' }]);
  };
  const isWhole = drafts.every((draft) => isComplete(draft, columns));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole) onChange(formatConditions(drafts, columns));
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {drafts.length === 0 ? says.none : says.allHold}
        </Text>
        {drafts.map((draft, index) => (
          <ConditionFields
            key={draft.key}
            number={index + 1}
            columns={columns}
            condition={draft}
            onChange={(parts) => change(draft.key, parts)}
            onRemove={() => setDrafts(drafts.filter(({ key }) => key !== draft.key))}
          />
        ))}
        <Group>
          <ReasonedButton variant="default" because={undefined} onClick={add}>
            {says.add}
          </ReasonedButton>
          <ReasonedButton type="submit" because={isWhole ? undefined : says.incomplete}>
            {says.apply}
          </ReasonedButton>
          <ReasonedButton
            variant="default"
            because={filter === '' && drafts.length === 0 ? says.isClear : undefined}
            onClick={() => {
              setDrafts([]);
              onChange('');
            }}
          >
            {says.clear}
          </ReasonedButton>
        </Group>
      </Stack>
    </form>
  );
}
