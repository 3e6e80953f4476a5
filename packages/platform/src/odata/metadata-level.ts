import { platformErrors } from '../errors.ts';

export type MetadataLevel = 'minimal' | 'none';

/**
 * How much a feed says of itself, as `$format` or Accept asks for; `full` is taken for `minimal`, which the answer says
 * (OData JSON 4.0 section 3.1). @throws ODATA_FORMAT_UNKNOWN
 */
export function metadataLevelOf(format: string | undefined, accept: string | undefined): MetadataLevel {
  if (format !== undefined && !/^(json|application\/json)\s*(;|$)/i.test(format.trim()))
    throw platformErrors.error('ODATA_FORMAT_UNKNOWN', {
      seen: `$format=${format.slice(0, 100)}`,
      expected: 'json',
    });
  return /;\s*(odata\.)?metadata\s*=\s*none/i.test(format ?? firstJson(accept)) ? 'none' : 'minimal';
}

/** What is wanted most comes first; types behind it are for servers that do not have it. */
function firstJson(accept = ''): string {
  return accept.split(',').find((type) => /json/i.test(type)) ?? '';
}

export function contentTypeOf(level: MetadataLevel): string {
  return `application/json;odata.metadata=${level};charset=utf-8`;
}
