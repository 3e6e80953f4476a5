import type { CertificateView, ConfigureCertificate } from '@causeway/contract/admin';
import { type Command, Option } from 'commander';
import type { CommandContext } from '../cli/command-context.ts';

/** certificate configure: whether it is renewed by itself. */
export function addConfigureCommand(certificate: Command, context: CommandContext): void {
  certificate
    .command('configure')
    .description('whether a certificate is renewed by itself and given to the tenants that use it')
    .argument('<name>')
    .addOption(
      new Option('--renewal <policy>', 'by itself when a third of its lifetime is left, or not')
        .choices(['automatic', 'by-hand'])
        .makeOptionMandatory(),
    )
    .option('--json', 'one JSON document')
    .action(async (name: string, { json, renewal }: ConfigureCertificate & { json?: boolean }) => {
      const path = `/certificates/${encodeURIComponent(name)}/renewal`;
      const view = await (await context.api()).post<CertificateView>(path, { renewal });
      if (json) return context.printJson(view);
      context.print(
        renewal === 'automatic'
          ? `Certificate ${name} is renewed by itself.`
          : `Certificate ${name} is renewed by hand; notices tell when it is time.`,
      );
    });
}
