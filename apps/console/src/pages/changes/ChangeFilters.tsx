import type { TenantView } from '@causeway/contract/admin';
import { Group, NativeSelect } from '@mantine/core';
import { useMaybe } from '../../api/use-api.ts';
import { useSession } from '../../app/session.ts';
import type { View } from '../../app/use-view.ts';
import * as texts from '../../texts/index.ts';

const says = texts.changes;
const all = { value: '', label: says.all };
const states = Object.entries(says.states).map(([value, label]) => ({ value, label }));

interface ChangeFiltersProps {
  readonly view: View;
  readonly onChange: (parts: View) => void;
}

/** Of which tenant, where there are several, and in which state. */
export function ChangeFilters({ view, onChange }: ChangeFiltersProps) {
  const { site } = useSession();
  return (
    <Group component="search" aria-label={says.filters} mb="md">
      {site.kind === 'provisioning' && <TenantFilter view={view} onChange={onChange} />}
      <NativeSelect
        label={says.columns.state}
        data={[all, ...states]}
        value={view.state ?? ''}
        onChange={(event) => onChange({ state: event.currentTarget.value })}
      />
    </Group>
  );
}

function TenantFilter({ view, onChange }: ChangeFiltersProps) {
  const { data: tenants = [] } = useMaybe<TenantView[]>('/tenants');
  const names = new Set([...tenants.map(({ name }) => name), ...(view.tenant ? [view.tenant] : [])]);
  return (
    <NativeSelect
      label={says.tenant}
      data={[all, ...names]}
      value={view.tenant ?? ''}
      onChange={(event) => onChange({ tenant: event.currentTarget.value })}
    />
  );
}
