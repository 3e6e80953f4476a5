import { defineErrors } from '@causeway/errors';

/** Codes of what is wrong with an inventory, or with a question about inventories. */
export const inventoryErrors = defineErrors({
  INVENTORY_MALFORMED: {
    kind: 'input',
    says: 'This is not an inventory that can be read.',
    hint: 'Nothing was changed. Run the agent again; if it stays, update the agent.',
  },
  INVENTORY_ENCODING_WRONG: {
    kind: 'input',
    says: 'The bytes of this inventory are not in the encoding that it declares.',
    hint: 'Nothing was changed. Set the locale of the agent to UTF-8, or update it.',
  },
  INVENTORY_FORBIDDEN: {
    kind: 'input',
    says: 'An inventory may hold no document type and no entities of its own.',
    hint: 'Nothing was changed. No agent sends these: look at what runs on that computer.',
  },
  INVENTORY_BASE_UNKNOWN: {
    kind: 'conflict',
    says: 'These are the differences from an inventory that is not the one kept here.',
    hint: 'The client sends the whole inventory by itself.',
  },
  COLUMN_UNKNOWN: {
    kind: 'input',
    says: 'There is no such column.',
    hint: 'Use one of the columns that the answer of the list shows.',
  },
  CURSOR_INVALID: {
    kind: 'input',
    says: 'This is not where a page of this list ended.',
    hint: 'Begin at the first page, with the same filter and order to the last.',
  },
  QUERY_TOO_WIDE: {
    kind: 'input',
    says: 'This question would have to look at every installation of every computer.',
    hint: 'Name a computer or a software, or leave the order out.',
  },
});
