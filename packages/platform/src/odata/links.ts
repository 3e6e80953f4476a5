import type { FastifyRequest } from 'fastify';
import type { FeedQuery } from './feed-query.ts';

/** The address of the feed's root, as the client wrote it, without a slash at the end. */
export function rootOf({ host, url, routeOptions }: FastifyRequest, scheme: 'http' | 'https'): string {
  const pattern = routeOptions.url ?? '';
  const depth = pattern.split('/').lastIndexOf('odata');
  const segments = splitUrl(url).pathname.split('/');
  return `${scheme}://${host}${segments.slice(0, depth + 1).join('/')}`;
}

/** A query may have ? in it (RFC 3986 section 3.4): the first one begins it. */
function splitUrl(url: string): { readonly pathname: string; readonly search: string } {
  const at = url.indexOf('?');
  return at === -1
    ? { pathname: url, search: '' }
    : { pathname: url.slice(0, at), search: url.slice(at + 1) };
}

/**
 * Where the rows behind a page are: the same question from there on. How many there are in all was said, and rows to
 * pass over were passed.
 */
export function nextLinkOf(
  request: FastifyRequest,
  { $top }: FeedQuery,
  page: { readonly rows: readonly unknown[]; readonly next: string },
): string {
  const { pathname, search } = splitUrl(request.url);
  const options = new URLSearchParams(search);
  options.delete('$skip');
  options.delete('$count');
  options.set('$skiptoken', page.next);
  if ($top !== undefined) options.set('$top', String($top - page.rows.length));
  const resource = pathname.slice(pathname.lastIndexOf('/'));
  // A blank as + is HTML's, and no URI's (RFC 3986).
  return `${request.feedRoot}${resource}?${options.toString().replaceAll('+', '%20')}`;
}
