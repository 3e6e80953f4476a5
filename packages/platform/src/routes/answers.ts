import { ErrorBody } from '@causeway/contract/admin';
import type { TSchema } from 'typebox';

/** The good answer of a route, and the error document for everything else. */
export function answers<Schema extends TSchema>(schema: Schema) {
  return { 200: schema, '4xx': ErrorBody, '5xx': ErrorBody };
}
