import type { View } from './use-view.ts';

/** What a link says of the page that it leads to: `useView` reads it there. */
export function searchOf(view: View): () => never {
  const said = Object.entries(view).filter(([, value]) => value !== undefined);
  // The routes are known by their paths alone: to the router's types, none of them has anything to say.
  return () => Object.fromEntries(said) as never;
}
