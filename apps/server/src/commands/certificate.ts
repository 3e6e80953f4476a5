import { checkCertificateFiles } from '@causeway/certificates';
import type { CertificateView, CreateCertificate, ImportCertificate } from '@causeway/contract/admin';
import type { Command } from 'commander';
import { askPassword } from '../cli/ask-password.ts';
import type { CommandContext } from '../cli/command-context.ts';
import { formatFindings } from '../cli/format-findings.ts';
import { formatTable, formatTime } from '../cli/print.ts';
import { readTextOf } from '../cli/read-file.ts';
import { pointInTime, wholeNumber } from '../cli/read-option.ts';
import { serverErrors } from '../errors.ts';

/** certificate import, create, list, show, check and delete. */
export function addCertificateCommands(program: Command, context: CommandContext): void {
  const certificate = program.command('certificate').description('certificates of the installation');
  addCheck(certificate, context);
  addCreateAndImport(certificate, context);
  addListAndShow(certificate, context);
  certificate
    .command('delete')
    .description('delete a certificate that nothing uses')
    .argument('<name>')
    .action(async (name: string) => {
      await (await context.api()).delete(`/certificates/${encodeURIComponent(name)}`);
      context.print(`Certificate ${name} is deleted.`);
    });
}

interface CheckOptions {
  readonly hostname: string;
  readonly chain?: string;
  readonly key?: string;
  readonly anchor?: string;
  readonly passwordFile?: string;
  readonly at?: number;
  readonly json?: boolean;
}

function addCheck(certificate: Command, context: CommandContext): void {
  certificate
    .command('check')
    .description('the preflight alone, without a server: would clients accept this certificate?')
    .argument('<file>', 'PEM file')
    .requiredOption('--hostname <name>', 'the name that clients dial')
    .option('--chain <file>', 'PEM file with the intermediate certificates')
    .option('--key <file>', 'PEM file with the private key')
    .option('--password-file <file>', 'file with the password of the key; - reads it from standard input')
    .option('--anchor <file>', 'PEM file with the CA that clients trust')
    .option('--at <time>', 'judge as of this time', pointInTime)
    .option('--json', 'one JSON document')
    .action(async (file: string, options: CheckOptions) => {
      const report = checkCertificateFiles({
        file: await readTextOf(file),
        hostname: options.hostname,
        at: options.at ?? context.surroundings.now(),
        ...(options.chain !== undefined && { chain: await readTextOf(options.chain) }),
        ...(options.key !== undefined && { key: await readTextOf(options.key) }),
        ...(options.anchor !== undefined && { anchor: await readTextOf(options.anchor) }),
        ...(options.passwordFile !== undefined && {
          password: await askPassword(options.passwordFile, context.surroundings),
        }),
      });
      if (options.json) context.printJson(report);
      else
        context.print(
          [formatFindings(report.findings), `This certificate is ${report.verdict}.`]
            .filter(Boolean)
            .join('\n'),
        );
      if (report.verdict === 'usable') return;
      const codes = report.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
      throw serverErrors.error('CERTIFICATE_UNUSABLE_HERE', { seen: codes.join(', ') });
    });
}

function addCreateAndImport(certificate: Command, context: CommandContext): void {
  certificate
    .command('create')
    .description('make a self-signed certificate')
    .argument('<name>')
    .requiredOption('--hostname <names...>', 'names that it is for')
    .option('--valid-days <days>', 'how long it lasts', wholeNumber)
    .option('--json', 'one JSON document')
    .action(async (name: string, options: { hostname: string[]; validDays?: number; json?: boolean }) => {
      const { hostname: hostnames, validDays } = options;
      const body: CreateCertificate = { name, hostnames, ...(validDays !== undefined && { validDays }) };
      const view = await (await context.api()).post<CertificateView>('/certificates/self-signed', body);
      context.print(options.json ? JSON.stringify(view) : describe(view));
    });
  certificate
    .command('import')
    .description('import a certificate with its chain and key from PEM files')
    .argument('<name>', 'what to call it')
    .argument('<file>', 'PEM file: the certificate, maybe with chain and key')
    .option('--chain <file>', 'PEM file with the intermediate certificates')
    .option('--key <file>', 'PEM file with the private key')
    .option('--password-file <file>', 'file with the password of the key; - reads it from standard input')
    .option('--anchor <file>', 'PEM file with the CA that clients shall trust')
    .option('--json', 'one JSON document')
    .action(async (name: string, file: string, options: Omit<CheckOptions, 'hostname' | 'at'>) => {
      const body: ImportCertificate = {
        name,
        pem: await readTextOf(file),
        ...(options.chain !== undefined && { chain: await readTextOf(options.chain) }),
        ...(options.key !== undefined && { key: await readTextOf(options.key) }),
        ...(options.anchor !== undefined && { anchor: await readTextOf(options.anchor) }),
        ...(options.passwordFile !== undefined && {
          password: await askPassword(options.passwordFile, context.surroundings),
        }),
      };
      const view = await (await context.api()).post<CertificateView>('/certificates/import', body);
      context.print(options.json ? JSON.stringify(view) : describe(view));
    });
}

function addListAndShow(certificate: Command, context: CommandContext): void {
  certificate
    .command('list')
    .option('--json', 'one JSON document')
    .action(async ({ json }: { json?: boolean }) => {
      const views = await (await context.api()).get<CertificateView[]>('/certificates');
      if (json) return context.printJson(views);
      const rows = views.map((view) => [
        view.name,
        view.origin,
        view.hostnames.join(' '),
        formatTime(view.notAfter),
        String(Math.floor(view.daysLeft)),
        view.usedBy.join(' ') || '-',
      ]);
      context.print(formatTable(['NAME', 'ORIGIN', 'HOSTNAMES', 'ENDS', 'DAYS LEFT', 'USED BY'], rows));
    });
  certificate
    .command('show')
    .argument('<name>')
    .option('--json', 'one JSON document')
    .action(async (name: string, { json }: { json?: boolean }) => {
      const view = await (await context.api()).get<CertificateView>(
        `/certificates/${encodeURIComponent(name)}`,
      );
      context.print(json ? JSON.stringify(view) : describe(view));
    });
}

function describe(view: CertificateView): string {
  return [
    `certificate  ${view.name} (${view.origin})`,
    `subject      ${view.subject}`,
    `hostnames    ${view.hostnames.join(', ')}`,
    `issuer       ${view.issuer}`,
    `valid        ${formatTime(view.notBefore)} to ${formatTime(view.notAfter)}, ${Math.floor(view.daysLeft)} days left`,
    `SHA-256      ${view.sha256}`,
    `anchor       ${view.anchorSha256}`,
    `used by      ${view.usedBy.join(', ') || 'nothing'}`,
  ].join('\n');
}
