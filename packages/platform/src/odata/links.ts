import type { FastifyRequest } from 'fastify';
import type { FeedQuery } from './feed-query.ts';

/** The address of the feed's root, as the client wrote it, without a slash at the end. */
export function rootOf({ protocol, host, url, routeOptions }: FastifyRequest): string {
  const pattern = routeOptions.url ?? '';
  const depth = pattern.split('/').lastIndexOf('odata');
  const path = url.split('?')[0] ?? '';
  return `${protocol}://${host}${path
    .split('/')
    .slice(0, depth + 1)
    .join('/')}`;
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
  const [path = '', search = ''] = request.url.split('?');
  const options = new URLSearchParams(search);
  options.delete('$skip');
  options.delete('$count');
  options.set('$skiptoken', page.next);
  if ($top !== undefined) options.set('$top', String($top - page.rows.length));
  const resource = path.slice(path.lastIndexOf('/'));
  // A blank as + is HTML's, and no URI's (RFC 3986).
  return `${rootOf(request)}${resource}?${options.toString().replaceAll('+', '%20')}`;
}
