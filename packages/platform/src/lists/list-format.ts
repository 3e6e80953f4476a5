import { type ListFormat, listFormats } from '@causeway/contract/admin';
import type { FastifyRequest } from 'fastify';

const MEDIA_TYPES: Readonly<Record<string, ListFormat>> = {
  'application/json': 'json',
  'text/csv': 'csv',
  'application/x-ndjson': 'jsonl',
  'application/jsonl': 'jsonl',
};

export const contentTypes: Readonly<Record<Exclude<ListFormat, 'json'>, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  jsonl: 'application/x-ndjson; charset=utf-8',
};

/** The format that a request asks for: by `format`, else by the first type of Accept that is one of them, else JSON. */
export function listFormatOf({ query, headers }: Pick<FastifyRequest, 'query' | 'headers'>): ListFormat {
  const asked = typeof query === 'object' && query !== null && 'format' in query ? query.format : undefined;
  const named = listFormats.find((format) => format === asked);
  if (asked !== undefined) return named ?? 'json';
  const types = (headers.accept ?? '')
    .split(',')
    .map((part) => part.split(';')[0]?.trim().toLowerCase() ?? '');
  const known = types.find((type) => Object.hasOwn(MEDIA_TYPES, type));
  return (known !== undefined ? MEDIA_TYPES[known] : undefined) ?? 'json';
}
