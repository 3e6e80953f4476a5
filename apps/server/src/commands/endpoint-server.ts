import type {
  ConfigureAnswer,
  ConfigureEndpointServer,
  EndpointServerView,
  NewEnrollmentToken,
} from '@causeway/contract/admin';
import { type Command, Option } from 'commander';
import type { CommandContext } from '../cli/command-context.ts';
import { followStart } from '../cli/follow-start.ts';
import { describeEndpointServer, listEndpointServers } from '../cli/format-endpoint-servers.ts';
import { formatTime } from '../cli/print.ts';
import { anyNumber, portNumber } from '../cli/read-option.ts';

const pathOf = (tenant: string, server?: string, verb?: string) =>
  ['', 'tenants', tenant, 'endpoint-servers', server, verb]
    .filter((part) => part !== undefined)
    .map(encodeURIComponent)
    .join('/');

/** endpoint-server invite, list, show, authorize, configure, retire, adopt, overrule and delete. */
export function addEndpointServerCommands(program: Command, context: CommandContext): void {
  const server = program
    .command('endpoint-server')
    .description('stand-alone endpoint servers: in branches, in a DMZ, facing the internet');
  addInvite(server, context);
  addListAndShow(server, context);
  addChanging(server, context);
  addDeciding(server, context);
  server
    .command('delete')
    .description('forget a retired endpoint server')
    .argument('<tenant>')
    .argument('<server>')
    .action(async (tenant: string, name: string) => {
      await (await context.api()).delete(pathOf(tenant, name));
      context.print(`Endpoint server ${name} is forgotten.`);
    });
}

function addInvite(server: Command, context: CommandContext): void {
  server
    .command('invite')
    .description('make a registration token: one endpoint server may join with it')
    .argument('<tenant>')
    .option('--valid-hours <h>', 'how long it lasts', anyNumber)
    .option('--json', 'one JSON document')
    .action(async (tenant: string, { json, ...body }: { validHours?: number; json?: boolean }) => {
      const path = `/tenants/${encodeURIComponent(tenant)}/registration-tokens`;
      const made = await (await context.api()).post<NewEnrollmentToken>(path, body);
      if (json) return context.printJson(made);
      context.print(made.token);
      context.note(
        `Shown this once, good for one endpoint server until ${formatTime(made.expiresAt)}. On its machine:`,
      );
      context.note('  causeway-endpoint run --server ADDRESS --token TOKEN --name NAME --hostname FQDN');
    });
}

function addListAndShow(server: Command, context: CommandContext): void {
  server
    .command('list')
    .description('what each was offered, what it applied, and what was proven from outside')
    .argument('<tenant>')
    .option('--json', 'one JSON document')
    .action(async (tenant: string, { json }: { json?: boolean }) => {
      const views = await (await context.api()).get<EndpointServerView[]>(pathOf(tenant));
      if (json) context.printJson(views);
      else context.print(listEndpointServers(views));
    });
  server
    .command('show')
    .argument('<tenant>')
    .argument('<server>')
    .option('--json', 'one JSON document')
    .action(async (tenant: string, name: string, { json }: { json?: boolean }) => {
      const view = await (await context.api()).get<EndpointServerView>(pathOf(tenant, name));
      if (json) context.printJson(view);
      else context.print(describeEndpointServer(view));
    });
}

type ChangeOptions = Omit<ConfigureEndpointServer, 'rescue'> & {
  readonly rescue?: 'on' | 'off';
  readonly json?: boolean;
  readonly wait: boolean;
};

function addChanging(server: Command, context: CommandContext): void {
  for (const [verb, description] of [
    ['authorize', 'let a pending endpoint server serve, as it proposed or as the options say'],
    ['configure', 'its website: change it, or say what a change would do'],
  ] as const) {
    withSiteOptions(server.command(verb).description(description)).action(
      async (tenant: string, name: string, { json, wait, rescue, ...site }: ChangeOptions) => {
        const api = await context.api();
        const body = { ...site, ...(rescue !== undefined && { rescue: rescue === 'on' }) };
        const answer = await api.post<ConfigureAnswer>(pathOf(tenant, name, verb), body);
        await followStart(api, answer, { context, json: json === true, wait });
      },
    );
  }
  withChangeOptions(
    server.command('retire').description('take it out; refused while an active client has proven no other'),
  ).action(async (tenant: string, name: string, { json, wait, ...body }: ChangeOptions) => {
    const api = await context.api();
    const answer = await api.post<ConfigureAnswer>(pathOf(tenant, name, 'retire'), body);
    await followStart(api, answer, { context, json: json === true, wait });
  });
}

function withSiteOptions(command: Command): Command {
  return withChangeOptions(command)
    .option('--hostname <name>', 'fully qualified domain name')
    .addOption(
      new Option('--binding <binding>', 'what it listens on').choices(['http', 'https', 'http+https']),
    )
    .option('--http-port <port>', 'port of HTTP', portNumber)
    .option('--https-port <port>', 'port of HTTPS', portNumber)
    .option('--certificate <name>', 'certificate of the store; its key is sealed for this endpoint server')
    .addOption(
      new Option('--rescue <state>', 'the rescue path on the HTTP port under https').choices(['on', 'off']),
    )
    .option('--now', 'refuse unless the law holds already, instead of waiting for the fleet');
}

function withChangeOptions(command: Command): Command {
  return command
    .argument('<tenant>')
    .argument('<server>', 'name of the endpoint server')
    .option('--dry-run', 'say what would happen and change nothing')
    .option('--no-wait', 'start the change and come back at once')
    .option('--json', 'one JSON document');
}

function addDeciding(server: Command, context: CommandContext): void {
  for (const [verb, description, done] of [
    [
      'adopt',
      'make what was changed on its own machine what is wanted of it',
      'keeps what was changed on its machine',
    ],
    ['overrule', 'have it serve again what it is offered', 'is told to serve what it is offered'],
  ] as const) {
    server
      .command(verb)
      .description(description)
      .argument('<tenant>')
      .argument('<server>')
      .action(async (tenant: string, name: string) => {
        const view = await (await context.api()).post<EndpointServerView>(pathOf(tenant, name, verb));
        context.print(`Endpoint server ${view.name} ${done}.`);
      });
  }
}
