/** Choices that are the same for the same seed. */
export interface Dice {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  one<Item>(items: readonly Item[]): Item;
  /** A part of them, in another order. */
  some<Item>(items: readonly Item[]): Item[];
}

/** A linear congruential generator with the constants of Numerical Recipes, its upper bits used. */
export function rollDice(seed: number): Dice {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  // Neighboring seeds begin alike; some throws lead them apart.
  for (let warm = 0; warm < 8; warm++) below(2);
  const one = <Item>(items: readonly Item[]): Item => {
    const item = items[below(items.length)];
    if (item === undefined) throw new RangeError('nothing to choose from');
    return item;
  };
  const some = <Item>(items: readonly Item[]): Item[] =>
    items
      .filter(() => below(2) === 0)
      .map((item) => ({ item, place: below(1_000_000) }))
      .sort((a, b) => a.place - b.place)
      .map(({ item }) => item);
  return { below, one, some };
}
