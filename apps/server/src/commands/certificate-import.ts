import type { CertificateInspection, CertificateView, ImportCertificate } from '@causeway/contract/admin';
import type { Command } from 'commander';
import { askPassword } from '../cli/ask-password.ts';
import type { CommandContext } from '../cli/command-context.ts';
import { formatInspection } from '../cli/format-inspection.ts';
import { readBase64Of } from '../cli/read-file.ts';
import { serverErrors } from '../errors.ts';

export interface ImportOptions {
  readonly chain?: string;
  readonly key?: string;
  readonly anchor?: string;
  readonly passwordFile?: string;
  readonly withoutKey?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** certificate import: shows what was read before it is kept. */
export function addImportCommand(certificate: Command, context: CommandContext): void {
  certificate
    .command('import')
    .description('import a certificate with its chain and key: PFX (PKCS#12), PKCS#7, PEM or DER')
    .argument('<name>', 'what to call it')
    .argument('[file]', 'the certificate, maybe with chain and key; may be left out when --chain has it')
    .option('--chain <file>', 'file with the intermediate certificates')
    .option('--key <file>', 'file with the private key')
    .option(
      '--password-file <file>',
      'file with the password of the PFX or the key; - reads it from standard input',
    )
    .option('--anchor <file>', 'file with the CA that clients shall trust')
    .option('--without-key', 'the private key stays elsewhere, at a proxy that serves the certificate')
    .option('--dry-run', 'show what was read and keep nothing')
    .option('--json', 'one JSON document')
    .action(async (name: string, file: string | undefined, options: ImportOptions) => {
      const body = await readBody(name, file, { options, context });
      const api = await context.api();
      const inspection = await api.post<CertificateInspection>('/certificates/inspect', body);
      if (!options.json) context.print(formatInspection(inspection));
      if (options.dryRun) {
        if (options.json) context.printJson(inspection);
        return;
      }
      const view = await api.post<CertificateView>('/certificates/import', body);
      context.print(options.json ? JSON.stringify(view) : `Certificate ${name} is imported.`);
    });
}

/** The files as the API takes them. @throws USAGE_INVALID without a certificate */
export async function readBody(
  name: string,
  file: string | undefined,
  { options, context }: { readonly options: ImportOptions; readonly context: CommandContext },
): Promise<ImportCertificate> {
  const { key, anchor, passwordFile, withoutKey } = options;
  const [certificate, chain] = file === undefined ? [options.chain, undefined] : [file, options.chain];
  if (certificate === undefined) {
    throw serverErrors.error('USAGE_INVALID', { seen: 'no file', expected: 'FILE, or --chain FILE' });
  }
  return {
    name,
    file: await readBase64Of(certificate),
    ...(chain !== undefined && { chainFile: await readBase64Of(chain) }),
    ...(key !== undefined && { keyFile: await readBase64Of(key) }),
    ...(anchor !== undefined && { anchorFile: await readBase64Of(anchor) }),
    ...(passwordFile !== undefined && { password: await askPassword(passwordFile, context.surroundings) }),
    ...(withoutKey && { withoutKey }),
  };
}
