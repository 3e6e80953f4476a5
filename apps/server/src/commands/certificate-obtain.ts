import type { AcmeOrderView, ObtainCertificate } from '@causeway/contract/admin';
import { type Command, Option } from 'commander';
import type { CommandContext } from '../cli/command-context.ts';
import { watchOrder } from '../cli/watch-order.ts';

interface ObtainOptions {
  readonly account: string;
  readonly hostname: string[];
  readonly challenge: ObtainCertificate['challenge'];
  readonly dnsHook?: string;
  readonly json?: boolean;
}

/** certificate obtain and renew: from a CA that speaks ACME. Both show how the order goes, which goes on without them. */
export function addObtainCommands(certificate: Command, context: CommandContext): void {
  certificate
    .command('obtain')
    .description('obtain a certificate from a CA by ACME')
    .argument('<name>', 'what to call it')
    .requiredOption('--account <account>', 'the ACME account')
    .requiredOption('--hostname <names...>', 'names that it is for')
    .addOption(
      new Option('--challenge <challenge>', 'how the CA sees that the names are ours')
        .choices(['http-01', 'tls-alpn-01', 'dns-01'])
        .makeOptionMandatory(),
    )
    .option('--dns-hook <program>', 'one of those that the server was started with; sets the DNS records')
    .option('--json', 'one JSON document at the end')
    .action(async (name: string, { hostname: hostnames, json, ...options }: ObtainOptions) => {
      const api = await context.api();
      const body: ObtainCertificate = { name, hostnames, ...options };
      const order = await api.post<AcmeOrderView>('/acme/orders', body);
      await watchOrder(api, order, { context, json: json === true });
    });
  certificate
    .command('renew')
    .description(
      'obtain the successor of a certificate that came by ACME now; its tenants are given it soon after',
    )
    .argument('<name>')
    .option('--json', 'one JSON document at the end')
    .action(async (name: string, { json }: { json?: boolean }) => {
      const api = await context.api();
      const order = await api.post<AcmeOrderView>(`/certificates/${encodeURIComponent(name)}/renew`);
      await watchOrder(api, order, { context, json: json === true });
    });
}
