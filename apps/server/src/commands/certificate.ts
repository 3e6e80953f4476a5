import type { CertificateView, CreateCertificate } from '@causeway/contract/admin';
import { type Command, Option } from 'commander';
import { askPassword } from '../cli/ask-password.ts';
import type { CommandContext } from '../cli/command-context.ts';
import { formatCertificate } from '../cli/format-certificate.ts';
import { formatFindings } from '../cli/format-findings.ts';
import { formatTable, formatTime } from '../cli/print.ts';
import { readFileOf } from '../cli/read-file.ts';
import { pointInTime, wholeNumber } from '../cli/read-option.ts';
import { serverErrors } from '../errors.ts';
import { addConfigureCommand } from './certificate-configure.ts';
import { addImportCommand } from './certificate-import.ts';
import { addObtainCommands } from './certificate-obtain.ts';
import { addReplaceCommand } from './certificate-replace.ts';
import { addCertificateRequestCommands } from './certificate-request.ts';

/** certificate import, create, list, show, check and delete. */
export function addCertificateCommands(program: Command, context: CommandContext): void {
  const certificate = program.command('certificate').description('certificates of the installation');
  addCheck(certificate, context);
  addCreate(certificate, context);
  addImportCommand(certificate, context);
  addListAndShow(certificate, context);
  addCertificateRequestCommands(certificate, context);
  addConfigureCommand(certificate, context);
  addReplaceCommand(certificate, context);
  addObtainCommands(certificate, context);
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
    .argument('<file>', 'PFX, PKCS#7, PEM or DER: the certificate, maybe with chain and key')
    .requiredOption('--hostname <name>', 'the name that clients dial')
    .option('--chain <file>', 'file with the intermediate certificates')
    .option('--key <file>', 'file with the private key')
    .option(
      '--password-file <file>',
      'file with the password of the PFX or the key; - reads it from standard input',
    )
    .option('--anchor <file>', 'file with the CA that clients trust')
    .option('--at <time>', 'judge as of this time', pointInTime)
    .option('--json', 'one JSON document')
    .action(async (file: string, options: CheckOptions) => {
      const { checkCertificateFiles } = await import('@causeway/certificates');
      const report = checkCertificateFiles({
        file: await readFileOf(file),
        hostname: options.hostname,
        at: options.at ?? context.surroundings.now(),
        ...(options.chain !== undefined && { chain: await readFileOf(options.chain) }),
        ...(options.key !== undefined && { key: await readFileOf(options.key) }),
        ...(options.anchor !== undefined && { anchor: await readFileOf(options.anchor) }),
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
      throw serverErrors.error('CERTIFICATE_UNUSABLE_HERE', {
        seen: codes.join(', '),
        expected: 'findings without an error',
      });
    });
}

interface CreateOptions {
  readonly hostname: string[];
  readonly issuer: 'self-signed' | 'internal';
  readonly validDays?: number;
  readonly json?: boolean;
}

function addCreate(certificate: Command, context: CommandContext): void {
  certificate
    .command('create')
    .description('make a certificate: self-signed, or issued by the internal CA')
    .argument('<name>')
    .requiredOption('--hostname <names...>', 'names that it is for')
    .addOption(
      new Option('--issuer <issuer>', 'who signs it: itself, or the internal CA')
        .choices(['self-signed', 'internal'])
        .default('self-signed'),
    )
    .option('--valid-days <days>', 'how long it lasts', wholeNumber)
    .option('--json', 'one JSON document')
    .action(async (name: string, options: CreateOptions) => {
      const { hostname: hostnames, issuer, validDays } = options;
      const body: CreateCertificate = { name, hostnames, ...(validDays !== undefined && { validDays }) };
      const view = await (await context.api()).post<CertificateView>(`/certificates/${issuer}`, body);
      context.print(options.json ? JSON.stringify(view) : formatCertificate(view));
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
      context.print(json ? JSON.stringify(view) : formatCertificate(view));
    });
}
