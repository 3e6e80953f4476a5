import { provisioningErrors } from '../errors.ts';

const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** How commands, routes and config.ini name an endpoint server. @throws ENDPOINT_SERVER_NAME_INVALID */
export function parseEndpointServerName(name: string): string {
  if (NAME.test(name) && name !== 'default') return name;
  throw provisioningErrors.error('ENDPOINT_SERVER_NAME_INVALID', {
    seen: JSON.stringify(name.slice(0, 100)),
    expected: 'a-z, 0-9 and -, at most 63, starting with a letter or digit; not `default`',
  });
}
