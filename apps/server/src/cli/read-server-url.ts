import { serverErrors } from '../errors.ts';

/** The origin of provisioning. @throws SERVER_URL_INVALID */
export function readServerUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url?.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  if (url?.protocol === 'https:' && isPlain && url.password === '') return url.origin;
  throw serverErrors.error('SERVER_URL_INVALID', {
    // Whatever a password is in is not repeated.
    seen: url?.password ? 'a URL with a password in it' : JSON.stringify(text.slice(0, 200)),
    expected: 'https://HOST:PORT, such as https://localhost:9000',
  });
}
