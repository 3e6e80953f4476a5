import { useLocalStorage } from '@mantine/hooks';
import type { View } from '../../app/use-view.ts';

/** What is kept of a view under a name. */
export interface SavedFilter {
  readonly name: string;
  readonly view: View;
}

const keptParts = ['search', 'family', 'filter', 'archived', 'order', 'columns'] as const;

/** The parts of a view that a saved filter sets: those that it has not are taken away. */
export function partsOf(view: View): View {
  return Object.fromEntries(keptParts.map((part) => [part, view[part]]));
}

/** With one more, in the place of the one of the same name. */
export function withSaved(saved: readonly SavedFilter[], one: SavedFilter): SavedFilter[] {
  return [...saved.filter(({ name }) => name !== one.name), one].sort((a, b) => a.name.localeCompare(b.name));
}

/** Filters that this browser keeps for a tenant. */
export function useSavedFilters(tenant: string) {
  const [saved, setSaved] = useLocalStorage<readonly SavedFilter[]>({
    key: `causeway.computers.filters.${tenant}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  return {
    saved,
    save: (name: string, view: View) => setSaved(withSaved(saved, { name, view: partsOf(view) })),
    forget: (name: string) => setSaved(saved.filter((one) => one.name !== name)),
  };
}
