import { defineErrors } from '@causeway/errors';

/** Codes of what a tenant's website API refuses. */
export const platformErrors = defineErrors({
  COMPUTER_NOT_FOUND: {
    kind: 'not-found',
    says: 'This tenant has no such computer.',
    hint: 'List them with `causeway computer list TENANT`; with --archived all, too, those that are archived.',
  },
  COMPUTER_AMBIGUOUS: {
    kind: 'conflict',
    says: 'Several computers have this name.',
    hint: 'Name it by its id.',
  },
  SOFTWARE_NOT_FOUND: {
    kind: 'not-found',
    says: 'The catalog of this tenant has no such software.',
    hint: 'List it with `causeway software list TENANT`.',
  },
  DUPLICATE_NOT_FOUND: {
    kind: 'not-found',
    says: 'This tenant has no such pair of computers.',
    hint: 'List them with `causeway duplicate list TENANT`.',
  },
  FILTER_INVALID: {
    kind: 'input',
    says: 'This filter cannot be read.',
    hint: "Write it such as `osFamily eq 'linux' and memoryBytes ge 8000000000`.",
  },
  ORDER_INVALID: {
    kind: 'input',
    says: 'This order cannot be read.',
    hint: 'Write columns with commas between them, each with asc or desc, such as `memoryBytes desc, name`.',
  },
  PAGE_TOO_LARGE: {
    kind: 'input',
    says: 'This is more than one page has.',
    hint: 'Read on with `after`, or take format=csv or format=jsonl, which end with the last row.',
  },
  ODATA_UNSUPPORTED: {
    kind: 'input',
    says: 'The feed does not do this part of OData.',
    hint: 'Leave the option out; docs/inventory-api.md lists those that the feed has.',
  },
  ODATA_SELECT_INVALID: {
    kind: 'input',
    says: 'The feed cannot select this.',
    hint: 'Name columns with commas between them, such as `$select=id,name`.',
  },
  ODATA_FORMAT_UNKNOWN: {
    kind: 'input',
    says: 'The feed is not written in this format.',
    hint: 'Leave $format out: the feed is JSON, its description XML.',
  },
  ODATA_RESOURCE_NOT_FOUND: {
    kind: 'not-found',
    says: 'The feed has nothing of this name.',
    hint: 'The service document, at the root of the feed, names what there is.',
  },
});
