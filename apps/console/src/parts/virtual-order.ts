/** How a column is ordered, in the words of `aria-sort`; `order` is the API's: `name desc`. */
export function sortOf(order: string | undefined, column: string): 'ascending' | 'descending' | 'none' {
  const [name, direction] = (order ?? '').split(' ');
  if (name !== column) return 'none';
  return direction === 'desc' ? 'descending' : 'ascending';
}

/** Upwards, downwards, and then as it is without an order. */
export function nextOrder(order: string | undefined, column: string): string | undefined {
  const sort = sortOf(order, column);
  if (sort === 'none') return `${column} asc`;
  return sort === 'ascending' ? `${column} desc` : undefined;
}
