import { parseProxyAddress } from '@causeway/bindings';
import { parseHostname, parsePort, parseQualifiedHostname } from '@causeway/contract';
import type { LocalSite } from '@causeway/contract/upstream-messages';
import { type Command, Option } from 'commander';
import { endpointServerErrors } from '../errors.ts';

/** How a website is described on the command line. */
export interface SiteOptions {
  readonly hostname?: string;
  readonly binding?: LocalSite['binding'];
  readonly httpPort?: number;
  readonly httpsPort?: number;
  readonly rescue?: boolean;
  readonly proxyFrom?: readonly string[];
  readonly proxyPort?: number;
}

export function withSite(command: Command): Command {
  return command
    .option('--hostname <name>', 'fully qualified domain name that clients dial')
    .addOption(
      new Option('--binding <binding>', 'what it listens on').choices(['http', 'https', 'http+https']),
    )
    .option('--http-port <port>', 'port of HTTP', parsePort)
    .option('--https-port <port>', 'port of HTTPS', parsePort)
    .option('--no-rescue', 'under https, do not serve the signed config.ini over HTTP')
    .option('--proxy-from <addresses...>', 'IP addresses or CIDR blocks of the reverse proxy in front')
    .option('--proxy-port <port>', 'port that the reverse proxy passes on to', parsePort);
}

/** A site of before with what is given in its place. @throws HOSTNAME_…, PROXY_ADDRESS_INVALID, SITE_OPTION_INVALID */
export function siteOfOptions(options: SiteOptions, before: LocalSite): LocalSite {
  const { hostname: name = before.hostname, binding = before.binding } = options;
  const hostname = binding === 'http' ? parseHostname(name) : parseQualifiedHostname(name);
  const proxy = proxyOf(options, before);
  return {
    ...{ hostname, binding },
    httpPort: options.httpPort ?? before.httpPort,
    httpsPort: options.httpsPort ?? before.httpsPort,
    // Commander says true when the option is not given at all.
    rescue: options.rescue === false ? false : before.rescue,
    ...(proxy !== undefined && { proxy }),
  };
}

function proxyOf({ proxyFrom, proxyPort }: SiteOptions, { proxy }: LocalSite): LocalSite['proxy'] {
  if (proxyFrom === undefined && proxyPort === undefined) return proxy;
  const from = proxyFrom?.flatMap((text) => text.split(',')).map(parseProxyAddress) ?? proxy?.from;
  const port = proxyPort ?? proxy?.port;
  if (from !== undefined && port !== undefined) return { from, port };
  throw endpointServerErrors.error('SITE_OPTION_INVALID', {
    seen: from === undefined ? '--proxy-port without --proxy-from' : '--proxy-from without --proxy-port',
    expected: 'both of them',
  });
}
