import type { LocalSite } from '@causeway/contract/upstream-messages';
import { type Command, InvalidArgumentError } from 'commander';
import { endpointServerErrors } from '../errors.ts';
import { parseMetricsPlace } from '../metrics/serve-metrics.ts';
import type { Joining } from '../upstream/joining.ts';
import { parseServer } from './parse-server.ts';
import { readAnchor } from './read-anchor.ts';
import { readLocalFile } from './read-local-file.ts';
import { type SiteOptions, siteOfOptions, withSite } from './site-options.ts';
import type { StateOption } from './state-option.ts';
import { withState } from './state-option.ts';
import type { Surroundings } from './surroundings.ts';

export interface RunOptions extends StateOption, SiteOptions {
  readonly server?: string;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly name?: string;
  readonly anchor?: string;
  readonly spoolBytes?: number;
  readonly metrics?: string;
}

export function withJoin(command: Command): Command {
  return withSite(withState(command))
    .option(
      '--server <address>',
      'http://host:port or https://host:port of the platform; for the first start',
    )
    .option('--token <token>', 'registration token, ID.SECRET; for the first start')
    .option('--token-file <file>', 'the same from a file; or from the environment variable CAUSEWAY_TOKEN')
    .option('--name <name>', 'what this endpoint server is called; for the first start')
    .option('--anchor <file>', 'PEM file of the certificate to trust behind an HTTPS platform')
    .option('--spool-bytes <bytes>', 'room for what waits to be forwarded (default: 1 GiB)', wholeNumber)
    .option('--metrics <place>', 'HOST:PORT, or a port of loopback, for figures in the format of Prometheus');
}

/** An admin who gives nothing has a site of these ports. */
const USUAL: Omit<LocalSite, 'hostname'> = { binding: 'http', httpPort: 80, httpsPort: 443, rescue: true };

/** The site that is proposed: as given, over what was proposed before. @throws JOIN_INCOMPLETE, SITE_OPTION_INVALID, … */
export function proposedSite(options: SiteOptions, before: LocalSite | undefined): LocalSite {
  const hostname = options.hostname ?? before?.hostname;
  if (hostname === undefined) throw endpointServerErrors.error('JOIN_INCOMPLETE', { seen: 'no --hostname' });
  return siteOfOptions(options, before ?? { ...USUAL, hostname });
}

/** @throws METRICS_UNUSABLE */
export function metricsOf({ metrics }: RunOptions): string | undefined {
  if (metrics !== undefined) parseMetricsPlace(metrics);
  return metrics;
}

/** What the first start needs. @throws JOIN_INCOMPLETE, JOIN_TOKEN_UNREADABLE, and what cannot be read */
export async function joiningOf(options: RunOptions, { env }: Pick<Surroundings, 'env'>): Promise<Joining> {
  const { server, name, anchor } = options;
  const token = await tokenOf(options, env);
  const missing = Object.entries({ server, name, token }).filter(([, value]) => value === undefined);
  if (server === undefined || name === undefined || token === undefined)
    throw endpointServerErrors.error('JOIN_INCOMPLETE', {
      seen: missing.map(([option]) => `no --${option}`).join(', '),
    });
  requireName(name);
  const anchorPem = anchor === undefined ? undefined : await readAnchor(anchor);
  return { server: parseServer(server), name, token, anchorPem };
}

/** As the platform takes it; before the token is used up. */
const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

function requireName(name: string): void {
  if (NAME.test(name) && name !== 'default') return;
  throw endpointServerErrors.error('SITE_OPTION_INVALID', {
    seen: `--name ${JSON.stringify(name.slice(0, 100))}`,
    expected: 'a-z, 0-9 and -, at most 63, starting with a letter or digit; not `default`',
  });
}

async function tokenOf(
  { token, tokenFile }: RunOptions,
  env: Surroundings['env'],
): Promise<string | undefined> {
  if (tokenFile === undefined) return token ?? env.CAUSEWAY_TOKEN;
  const content = await readLocalFile(tokenFile).catch((cause: unknown) => {
    throw endpointServerErrors.error('JOIN_TOKEN_UNREADABLE', { seen: tokenFile, cause });
  });
  return content.toString('utf8').trim();
}

function wholeNumber(text: string): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  if (value >= 1) return value;
  throw new InvalidArgumentError('A whole number of bytes is expected.');
}
