import { Group, NativeSelect, TextInput } from '@mantine/core';
import type { View } from '../../app/use-view.ts';
import * as texts from '../../texts/index.ts';

const says = texts.certificates;

const origins = [
  { value: '', label: says.anyOrigin },
  ...Object.entries(says.origins).map(([value, label]) => ({ value, label })),
];
const orders = [
  { value: '', label: says.orders.ends },
  { value: 'name', label: says.orders.name },
];

interface CertificateFiltersProps {
  readonly view: View;
  readonly onChange: (change: View) => void;
}

export function CertificateFilters({ view, onChange }: CertificateFiltersProps) {
  return (
    <Group align="flex-end" gap="sm">
      <TextInput
        type="search"
        label={says.search}
        value={view.q ?? ''}
        onChange={(event) => onChange({ q: event.currentTarget.value })}
        miw="14rem"
      />
      <NativeSelect
        label={says.origin}
        data={origins}
        value={view.origin ?? ''}
        onChange={(event) => onChange({ origin: event.currentTarget.value })}
      />
      <NativeSelect
        label={says.order}
        data={orders}
        value={view.order ?? ''}
        onChange={(event) => onChange({ order: event.currentTarget.value })}
      />
    </Group>
  );
}
