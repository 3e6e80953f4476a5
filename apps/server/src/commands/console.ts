import type { ConfigureConsole, ConfigureConsoleAnswer, ConsoleView } from '@causeway/contract/admin';
import type { Command } from 'commander';
import type { CommandContext } from '../cli/command-context.ts';
import { formatCertificate } from '../cli/format-certificate.ts';
import { formatFindings } from '../cli/format-findings.ts';
import { formatTime } from '../cli/print.ts';
import { type ImportOptions, readBody } from './certificate-import.ts';

const PATH = '/console/certificate';

interface ConfigureOptions extends ImportOptions {
  readonly certificate?: string;
  readonly file?: string;
  readonly name?: string;
  readonly hostname?: string;
}

/** console show and configure: the console's own certificate. */
export function addConsoleCommands(program: Command, context: CommandContext): void {
  const console = program.command('console').description('the console itself');
  console
    .command('show')
    .description('which certificate the console has, and whether another is on trial')
    .option('--json', 'one JSON document')
    .action(async ({ json }: { json?: boolean }) => {
      const view = await (await context.api()).get<ConsoleView>(PATH);
      context.print(json ? JSON.stringify(view) : describe(view));
    });
  addConfigure(console, context);
}

function addConfigure(console: Command, context: CommandContext): void {
  console
    .command('configure')
    .description('give the console another certificate; it is taken back unless this command reaches it')
    .option('--certificate <name>', 'certificate of the store')
    .option(
      '--file <file>',
      'certificate, maybe with chain and key, which is imported: PFX, PKCS#7, PEM or DER',
    )
    .option('--name <name>', 'what to call the one in the file (default console-TIME)')
    .option('--chain <file>', 'file with the intermediate certificates')
    .option('--key <file>', 'file with the private key')
    .option(
      '--password-file <file>',
      'file with the password of the PFX or the key; - reads it from standard input',
    )
    .option('--anchor <file>', 'file with the CA that admins shall trust')
    .option('--hostname <name>', 'the name that the console is used by from now on (default the present one)')
    .option('--json', 'one JSON document')
    .action(async (options: ConfigureOptions) => {
      const body = await readRequest(options, context);
      const answer = await (await context.api()).put<ConfigureConsoleAnswer>(PATH, body);
      if (!options.json && answer.findings.length > 0) context.note(formatFindings(answer.findings));
      const view = answer.trial === null ? answer : await confirm(answer.trial, context);
      context.print(options.json ? JSON.stringify(view) : describe(view));
    });
}

/** Reaches the new certificate over a new connection that trusts by it alone. */
async function confirm(
  { certificate, hostname, until }: NonNullable<ConsoleView['trial']>,
  context: CommandContext,
): Promise<ConsoleView> {
  const { api, keep } = await context.movedApi({ hostname, anchorPem: certificate.anchorPem });
  try {
    const view = await api.post<ConsoleView>(`${PATH}/confirm`);
    await keep();
    return view;
  } catch (error) {
    context.note(
      `This command did not reach ${certificate.name} as ${hostname}. Unless somebody confirms it, the certificate before is back at ${formatTime(until)}, by itself.`,
    );
    throw error;
  }
}

/** From the store or from a file; the server refuses none and both. */
async function readRequest(options: ConfigureOptions, context: CommandContext): Promise<ConfigureConsole> {
  const { certificate, hostname, file } = options;
  const name = options.name ?? `console-${new Date(context.surroundings.now()).toISOString()}`;
  return {
    ...(certificate !== undefined && { certificate }),
    ...(hostname !== undefined && { hostname }),
    ...(file !== undefined && { import: await readBody(name, file, { options, context }) }),
  };
}

function describe({ certificate, renewsItself, trial, undone }: ConsoleView): string {
  const lines = [formatCertificate(certificate)];
  if (renewsItself) lines.push('renewal      by the console itself, a month before its end');
  if (trial !== null) {
    const { certificate: tried, hostname, by, until } = trial;
    lines.push(
      `on trial     ${tried.name} as ${hostname}, by ${by}; taken back at ${formatTime(until)} unless confirmed`,
    );
  }
  if (undone !== null)
    lines.push(`taken back   ${undone.name} at ${formatTime(undone.at)}: ${undone.reason}`);
  return lines.join('\n');
}
