import type { BlockingReason, CrossingView, StandingStage } from '@causeway/contract/admin';
import { Button, Group, NativeSelect } from '@mantine/core';
import type { View } from '../../app/use-view.ts';
import { SearchField } from '../../parts/SearchField.tsx';
import * as texts from '../../texts/index.ts';
import { isFiltered, NO_FILTER, stateOf } from './filters.ts';
import { states } from './standing-state.ts';

const says = texts.crossing;

// What has a word is all that there is.
const stages = Object.keys(says.stages) as StandingStage[];
const reasons = Object.keys(says.reasons) as BlockingReason[];

interface FiltersProps {
  readonly view: View;
  readonly crossing: CrossingView;
  readonly onChange: (change: View) => void;
}

/** Which clients are listed. */
export function Filters({ view, crossing, onChange }: FiltersProps) {
  const servers = crossing.byEndpointServer.flatMap(({ name }) => name ?? []);
  return (
    <Group component="search" aria-label={says.list.filters} align="flex-end" gap="sm">
      <SearchField
        label={says.list.search}
        value={view.search ?? ''}
        onChange={(search) => onChange({ search })}
      />
      <NativeSelect
        label={says.list.state}
        data={[...states.map((state) => choice(state, says.states[state])), choice('all', says.list.all)]}
        value={stateOf(view)}
        onChange={(event) => onChange({ state: event.currentTarget.value, reason: undefined })}
      />
      <Choice
        label={says.list.reason}
        choices={reasons.map((reason) => choice(reason, says.reasons[reason]))}
        value={view.reason}
        onChange={(reason) => onChange({ reason, ...(reason !== undefined && { state: undefined }) })}
      />
      <Choice
        label={says.list.stage}
        choices={stages.map((stage) => choice(stage, says.stages[stage]))}
        value={view.stage}
        onChange={(stage) => onChange({ stage })}
      />
      {(servers.length > 1 || view.server !== undefined) && (
        <Choice
          label={says.list.server}
          choices={servers.map((server) => choice(server, server))}
          value={view.server}
          onChange={(server) => onChange({ server })}
        />
      )}
      {isFiltered(view) && (
        <Button variant="subtle" onClick={() => onChange({ ...NO_FILTER, state: view.state })}>
          {says.list.clear}
        </Button>
      )}
    </Group>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

function Choice({ label, choices, value = '', onChange }: ChoiceProps) {
  return (
    <NativeSelect
      label={label}
      data={[choice('', says.list.all), ...choices]}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}

function choice(value: string, label: string) {
  return { value, label };
}
