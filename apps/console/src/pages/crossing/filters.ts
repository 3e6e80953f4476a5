import type { CrossingView } from '@causeway/contract/admin';
import type { RowsQuery } from '../../api/use-rows.ts';
import type { View } from '../../app/use-view.ts';

/** Who looks at a crossing looks for those that keep it from its end. */
const DEFAULT_STATE = 'blocking';
const ALL = 'all';

/** As the address of the page has it when nothing is chosen. */
export const NO_FILTER = {
  state: undefined,
  reason: undefined,
  stage: undefined,
  server: undefined,
  search: undefined,
} satisfies View;

/** The state that is looked at; `all` of them are when somebody says so. */
export function stateOf({ state = DEFAULT_STATE }: View): string {
  return state;
}

/** What the API is asked for; a reason is one of those that block. */
export function queryOf(view: View): RowsQuery {
  const { reason, stage, server, search } = view;
  const state = stateOf(view);
  return {
    state: state === ALL ? undefined : state,
    ...{ reason, stage, endpointServer: server, search },
  };
}

/** Whether anything but the state is chosen. */
export function isFiltered({ reason, stage, server, search }: View): boolean {
  return [reason, stage, server, search].some((chosen) => chosen !== undefined);
}

/** How many there are, when the figures of the crossing say so: a filter is not counted. */
export function totalOf(view: View, { counts }: Pick<CrossingView, 'counts'>): number | undefined {
  if (isFiltered(view)) return undefined;
  const { proven, blocking, sleeping, waived } = counts;
  const byState: Readonly<Record<string, number>> = { proven, blocking, sleeping, waived };
  const all = proven + blocking + sleeping + waived;
  return stateOf(view) === ALL ? all : byState[stateOf(view)];
}
