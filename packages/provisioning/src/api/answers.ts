import { ErrorBody } from '@causeway/contract/admin';
import { type TSchema, Type } from 'typebox';

/** The answers of a route: the good one under its status, and the error document for everything else. */
export function answers<Status extends 200 | 201 | 202, Schema extends TSchema>(
  status: Status,
  schema: Schema,
) {
  return { [status]: schema, '4xx': ErrorBody, '5xx': ErrorBody } as { [key in Status]: Schema } & {
    '4xx': typeof ErrorBody;
    '5xx': typeof ErrorBody;
  };
}

export const noContent = { 204: Type.Null(), '4xx': ErrorBody, '5xx': ErrorBody };
export const ByName = Type.Object({ name: Type.String({ maxLength: 300 }) });
export const OneClient = Type.Object({ ...ByName.properties, client: Type.String({ maxLength: 300 }) });
