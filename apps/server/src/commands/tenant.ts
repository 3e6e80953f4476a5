import type { ConfigureAnswer, ConfigureTenant, CreateTenant, TenantView } from '@causeway/contract/admin';
import { type Command, Option } from 'commander';
import type { CommandContext } from '../cli/command-context.ts';
import { describeFleet } from '../cli/describe-fleet.ts';
import { followStart } from '../cli/follow-start.ts';
import { type ForeignOptions, readForeignAgents, withForeignOptions } from '../cli/foreign-options.ts';
import { formatTable } from '../cli/print.ts';
import { commaSeparated, portNumber, wholeNumber } from '../cli/read-option.ts';
import { serverErrors } from '../errors.ts';
import { addAnchorsCommand } from './tenant-anchors.ts';

type SiteOptions = Omit<ConfigureTenant, 'dryRun' | 'proxy' | 'foreignAgents'> & ProxyOptions;

interface ProxyOptions {
  /** `false` by --no-proxy, `true` when nothing was said. */
  readonly proxy?: boolean;
  readonly proxyFrom?: string[];
  readonly proxyPort?: number;
}

/** tenant create, list, show, anchors, configure and delete. */
export function addTenantCommands(program: Command, context: CommandContext): void {
  const tenant = program.command('tenant').description('isolated instances of the platform');
  addCreate(tenant, context);
  addListAndShow(tenant, context);
  addAnchorsCommand(tenant, context);
  addConfigure(tenant, context);
  tenant
    .command('delete')
    .description('delete a tenant with all it holds; refused while it has active clients')
    .argument('<tenant>')
    .requiredOption('--confirm <name>', 'the name once more')
    .action(async (name: string, { confirm }: { confirm: string }) => {
      const query = `confirm=${encodeURIComponent(confirm)}`;
      await (await context.api()).delete(`/tenants/${encodeURIComponent(name)}?${query}`);
      context.print(`Tenant ${name} is deleted.`);
    });
}

function addCreate(tenant: Command, context: CommandContext): void {
  withSiteOptions(
    tenant
      .command('create')
      .description('create a tenant; it listens at once')
      .argument('<tenant>', 'lower-case letters, digits and hyphens')
      .requiredOption('--hostname <name>', 'fully qualified domain name of its website'),
  ).action(async (name: string, { json, ...options }: SiteOptions & { hostname: string; json?: boolean }) => {
    const view = await (await context.api()).post<TenantView>('/tenants', {
      name,
      ...withProxy(options),
    } satisfies CreateTenant);
    if (json) return context.printJson(view);
    context.print(`Tenant ${view.name} serves ${view.serving.map(({ address }) => address).join(' and ')}.`);
    context.note(`Next: causeway enrollment-token create ${view.name}`);
  });
}

function addListAndShow(tenant: Command, context: CommandContext): void {
  tenant
    .command('list')
    .option('--json', 'one JSON document')
    .action(async ({ json }: { json?: boolean }) => {
      const tenants = await (await context.api()).get<TenantView[]>('/tenants');
      if (json) return context.printJson(tenants);
      const rows = tenants.map((view) => [
        view.name,
        view.inForce.hostname,
        view.inForce.binding,
        view.inForce.certificate ?? '-',
        describeFleet({ ...view, clients: view.clients - view.retired }),
        String(view.revision),
        view.trouble ?? 'served',
      ]);
      context.print(
        formatTable(['TENANT', 'HOSTNAME', 'BINDING', 'CERTIFICATE', 'FLEET', 'REVISION', 'STATE'], rows),
      );
    });
  tenant
    .command('show')
    .argument('<tenant>')
    .option('--json', 'one JSON document')
    .action(async (name: string, { json }: { json?: boolean }) => {
      const view = await (await context.api()).get<TenantView>(`/tenants/${encodeURIComponent(name)}`);
      context.print(json ? JSON.stringify(view) : describe(view));
    });
}

function addConfigure(tenant: Command, context: CommandContext): void {
  const command = withSiteOptions(
    tenant
      .command('configure')
      .description('the Website tab: change the binding, names, ports or certificate as one change with undo')
      .argument('<tenant>')
      .option('--hostname <name>', 'fully qualified domain name of its website')
      .addOption(
        new Option('--rescue <on|off>', 'keep serving the signed config.ini over HTTP under `https`').choices(
          ['on', 'off'],
        ),
      )
      .option('--no-proxy', 'clients dial us themselves')
      .option('--now', 'refuse unless the law holds already, instead of waiting for the fleet')
      .option('--dry-run', 'say what would happen and change nothing')
      .option('--no-wait', 'return as soon as the change has started'),
  );
  withForeignOptions(command).action(async (name: string, options: ConfigureOptions) => {
    const { json, wait, rescue, foreignAgents, foreignUser, foreignPasswordFile, ...rest } = options;
    const foreign = { foreignAgents, foreignUser, foreignPasswordFile };
    const body: ConfigureTenant = {
      ...withProxy(rest),
      ...(await readForeignAgents(foreign, context.surroundings)),
      ...(rescue !== undefined && { rescue: rescue === 'on' }),
    };
    const api = await context.api();
    const answer = await api.post<ConfigureAnswer>(`/tenants/${encodeURIComponent(name)}/site`, body);
    await followStart(api, answer, { context, json: json === true, wait });
  });
}

type ConfigureOptions = SiteOptionsOf &
  ForeignOptions & {
    json?: boolean;
    wait: boolean;
    rescue?: 'on' | 'off';
    now?: boolean;
    dryRun?: boolean;
  };
type SiteOptionsOf = Omit<SiteOptions, 'rescue'>;

function withSiteOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--binding <binding>', 'what the website listens on').choices([
        'http',
        'https',
        'http+https',
      ]),
    )
    .option('--http-port <port>', 'port of HTTP', portNumber)
    .option('--https-port <port>', 'port of HTTPS', portNumber)
    .option('--certificate <name>', 'certificate of the store')
    .option(
      '--proxy-from <addresses>',
      'where the reverse proxy in front connects from: IP addresses and CIDR blocks, with commas',
      commaSeparated,
    )
    .option('--proxy-port <port>', 'port that the proxy passes on to', portNumber)
    .option(
      '--active-window-seconds <s>',
      'how long after its last contact a client counts as active',
      wholeNumber,
    )
    .option('--polling-interval-seconds <s>', 'how often clients ask for news', wholeNumber)
    .option('--inventory-interval-seconds <s>', 'how often clients send their inventory', wholeNumber)
    .option('--json', 'one JSON document');
}

/** The options of the proxy as the API takes them. */
function withProxy<Options extends ProxyOptions>({ proxy, proxyFrom, proxyPort, ...site }: Options) {
  const given = {
    ...(proxyFrom !== undefined && { from: proxyFrom }),
    ...(proxyPort !== undefined && { port: proxyPort }),
  };
  if (proxy !== false) return { ...site, ...(Object.keys(given).length > 0 && { proxy: given }) };
  if (Object.keys(given).length > 0)
    throw serverErrors.error('USAGE_INVALID', {
      seen: '--no-proxy beside --proxy-from or --proxy-port',
      expected: 'one of them',
    });
  return { ...site, proxy: null };
}

function describe(view: TenantView): string {
  const { saved, inForce } = view;
  const lines = [
    `tenant       ${view.name} (${view.id})`,
    `state        ${view.trouble ?? 'served'}`,
    `in force     ${describeSite(inForce)}`,
  ];
  if (JSON.stringify(saved) !== JSON.stringify(inForce)) lines.push(`saved        ${describeSite(saved)}`);
  for (const { address, serves, certificate, coming } of view.serving) {
    lines.push(
      `listens at   ${address}${serves === 'rescue' ? ' (rescue path)' : ''}${certificate === null ? '' : ` with ${certificate}`}${coming === null ? '' : `, rehearsing ${coming}`}`,
    );
  }
  lines.push(`config.ini   revision ${view.revision}, polled every ${view.pollingIntervalSeconds} s`);
  lines.push(
    `fleet        ${describeFleet({ ...view, clients: view.clients - view.retired })}${view.retired === 0 ? '' : `, ${view.retired} retired`}`,
  );
  lines.push(`active       when seen within ${view.activeWindowSeconds} s`);
  lines.push(`foreign      ${describeForeign(view)}`);
  if (view.groups.length > 0) lines.push(`groups       ${view.groups.map(({ name }) => name).join(' ')}`);
  return lines.join('\n');
}

function describeForeign({ foreignAgents }: TenantView): string {
  if (foreignAgents === null) return 'agents of other makers are not taken in';
  const { user } = foreignAgents;
  return `agents of other makers are taken in, ${user === null ? 'without a secret' : `signed in as ${user}`}`;
}

function describeSite(site: TenantView['saved']): string {
  const { binding, hostname, httpPort, httpsPort, certificate, proxy } = site;
  const ports = [
    binding !== 'https' && `HTTP ${httpPort}`,
    binding !== 'http' && `HTTPS ${httpsPort}`,
  ].filter(Boolean);
  return [
    `${binding} at ${hostname}`,
    ports.join(' and '),
    ...(certificate === null ? [] : [`certificate ${certificate}`]),
    ...(proxy === null ? [] : [`behind the proxy ${proxy.from.join(' or ')} on port ${proxy.port}`]),
  ].join(', ');
}
