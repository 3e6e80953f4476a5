import { useNavigate, useSearch } from '@tanstack/react-router';

/** What of a page is chosen, as its address has it: filters, order, an opened row. Empty values are left out. */
export type View = Readonly<Record<string, string | undefined>>;

/** What is chosen among these. */
export function chosenIn(view: View, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (view[name] ? [[name, view[name]]] : [])));
}

/** The state of a page is its address: it survives a reload, and can be sent to a colleague. */
export function useView(): [View, (change: View) => void] {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const view = Object.fromEntries(Object.entries(search).map(([name, value]) => [name, String(value)]));
  const change = (parts: View) => {
    const next = Object.entries({ ...view, ...parts }).filter(
      ([, value]) => value !== undefined && value !== '',
    );
    // Without a destination it is the page one is at.
    void navigate({ to: '.', search: () => Object.fromEntries(next), replace: true });
  };
  return [view, change];
}
