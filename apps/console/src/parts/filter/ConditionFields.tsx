import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import * as texts from '../../texts/index.ts';
import {
  type Condition,
  type FilterColumn,
  needsValue,
  type Operator,
  operatorsOf,
  type ValueKind,
} from './conditions.ts';

const { filter: says } = texts.rows;

interface ConditionFieldsProps {
  readonly number: number;
  readonly columns: readonly FilterColumn[];
  readonly condition: Condition;
  readonly onChange: (parts: Partial<Condition>) => void;
  readonly onRemove: () => void;
}

/** Column, operator and value of one condition. */
export function ConditionFields({ number, columns, condition, onChange, onRemove }: ConditionFieldsProps) {
  const { column, operator, value } = condition;
  const kind = columns.find(({ name }) => name === column)?.kind ?? 'text';
  const choose = (name: string) => {
    const other = columns.find((one) => one.name === name)?.kind ?? 'text';
    const [first = 'eq'] = operatorsOf(other);
    onChange({ column: name, ...(other !== kind && { operator: first, value: '' }) });
  };
  return (
    <Group gap="xs" align="flex-end" role="group" aria-label={says.condition(number)}>
      <NativeSelect
        label={says.column}
        data={columns.map(({ name, title }) => ({ value: name, label: title }))}
        value={column}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      <NativeSelect
        label={says.operator}
        data={operatorsOf(kind).map((one) => ({ value: one, label: wordOf(one, kind) }))}
        value={operator}
        // The options are those above.
        onChange={(event) => onChange({ operator: event.currentTarget.value as Operator })}
      />
      {needsValue(operator) && <ValueField kind={kind} value={value} onChange={onChange} />}
      <Button variant="subtle" onClick={onRemove} aria-label={says.remove(number)}>
        ✕
      </Button>
    </Group>
  );
}

const inputs = { text: 'text', count: 'number', bytes: 'number', time: 'datetime-local' } as const;

interface ValueFieldProps {
  readonly kind: ValueKind;
  readonly value: string;
  readonly onChange: (parts: Partial<Condition>) => void;
}

function ValueField({ kind, value, onChange }: ValueFieldProps) {
  return (
    <TextInput
      label={says.values[kind]}
      type={inputs[kind]}
      step={kind === 'bytes' ? 'any' : undefined}
      value={value}
      onChange={(event) => onChange({ value: event.currentTarget.value })}
    />
  );
}

function wordOf(operator: Operator, kind: ValueKind): string {
  if (kind === 'time' && (operator === 'lt' || operator === 'ge')) return says.timeOperators[operator];
  return says.operators[operator];
}
