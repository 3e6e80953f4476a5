import type { CountedGroup } from '@causeway/contract/admin';
import { Button, Group, NativeSelect } from '@mantine/core';
import { useMaybe } from '../../api/use-api.ts';
import { useTenantApi } from '../../app/tenant.ts';
import { useView, type View } from '../../app/use-view.ts';
import { SearchField } from '../../parts/SearchField.tsx';
import * as texts from '../../texts/index.ts';
import { clientStates } from './client-state.ts';

const { filters: says, states, kinds } = texts.clients;

const stateChoices = clientStates.map((value) => ({ value, label: states[value] }));
const kindChoices = (['native', 'foreign'] as const).map((value) => ({ value, label: kinds[value] }));

/** No group is called so. */
const NO_GROUP = '*';

const nothing: View = {
  ...{ search: undefined, state: undefined, kind: undefined, group: undefined, ungrouped: undefined },
};

/** What of the clients is shown, kept in the address. */
export function ClientFilters({ isFiltered }: { readonly isFiltered: boolean }) {
  const [view, change] = useView();
  const { data: groups = [] } = useMaybe<CountedGroup[]>(`${useTenantApi()}/groups`);
  const groupChoices = [
    { value: NO_GROUP, label: says.noGroup },
    ...groups.map(({ name }) => ({ value: name, label: name })),
  ];
  const choose = (name: 'state' | 'kind') => (value: string) => change({ [name]: value });
  const group = view.ungrouped === 'true' ? NO_GROUP : (view.group ?? '');
  return (
    <Group gap="xs" mb="xs">
      <SearchField label={says.search} value={view.search ?? ''} onChange={(search) => change({ search })} />
      <Choice name="state" value={view.state ?? ''} choices={stateChoices} onChange={choose('state')} />
      <Choice name="kind" value={view.kind ?? ''} choices={kindChoices} onChange={choose('kind')} />
      <Choice
        name="group"
        value={group}
        choices={groupChoices}
        onChange={(value) =>
          change(value === NO_GROUP ? { ungrouped: 'true', group: '' } : { ungrouped: '', group: value })
        }
      />
      {isFiltered && (
        <Button variant="subtle" onClick={() => change(nothing)}>
          {says.clear}
        </Button>
      )}
    </Group>
  );
}

interface ChoiceProps {
  readonly name: 'state' | 'kind' | 'group';
  readonly value: string;
  readonly choices: { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

function Choice({ name, value, choices, onChange }: ChoiceProps) {
  return (
    <NativeSelect
      aria-label={says[name]}
      value={value}
      data={[{ value: '', label: says.any[name] }, ...choices]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
