import { useLocalStorage } from '@mantine/hooks';
import { useTenantName } from '../../app/tenant.ts';
import { useView, type View } from '../../app/use-view.ts';
import { bothOf } from '../../parts/filter/conditions.ts';
import { familyFilter, usualColumns } from './computer-columns.ts';

/** What of the list is shown: the address says it, and which columns are remembered by this browser as well. */
export function useComputerView() {
  const [view, change] = useView();
  const [remembered, remember] = useLocalStorage<readonly string[]>({
    key: `causeway.computers.columns.${useTenantName()}`,
    defaultValue: usualColumns,
    getInitialValueInEffect: false,
  });
  return {
    view,
    change,
    columns: view.columns?.split(',') ?? remembered,
    chooseColumns: (names: readonly string[]) => {
      remember(names);
      change({ columns: names.join(',') });
    },
    resetColumns: () => {
      remember(usualColumns);
      change({ columns: undefined });
    },
    query: queryOfView(view),
  };
}

/** As the API takes it. */
export function queryOfView({ search, family, filter, order, archived }: View) {
  return { search, filter: bothOf(familyFilter(family), filter), order, archived };
}
