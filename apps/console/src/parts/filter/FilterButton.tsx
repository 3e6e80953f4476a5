import { Button } from '@mantine/core';
import * as texts from '../../texts/index.ts';
import { type FilterColumn, parseConditions } from './conditions.ts';

const { filter: says } = texts.rows;

interface FilterButtonProps {
  readonly columns: readonly FilterColumn[];
  readonly filter: string | undefined;
  readonly isOpen: boolean;
  readonly onClick: () => void;
}

/** Opens the filter, and says how much there is of it. */
export function FilterButton({ columns, filter = '', isOpen, onClick }: FilterButtonProps) {
  const conditions = parseConditions(filter, columns);
  return (
    <Button variant="default" aria-expanded={isOpen} onClick={onClick}>
      {conditions === undefined ? says.byHand : says.button(conditions.length)}
    </Button>
  );
}
