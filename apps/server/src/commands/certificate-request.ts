import type {
  AnswerCertificateRequest,
  CertificateRequestView,
  CertificateView,
  CreateCertificateRequest,
} from '@causeway/contract/admin';
import { type Command, Option } from 'commander';
import type { CommandContext } from '../cli/command-context.ts';
import { formatCertificate } from '../cli/format-certificate.ts';
import { formatTable, formatTime } from '../cli/print.ts';
import { readBase64Of } from '../cli/read-file.ts';

const pathOf = (name: string, rest = '') => `/certificate-requests/${encodeURIComponent(name)}${rest}`;

/** certificate request create, list, show, answer and delete. */
export function addCertificateRequestCommands(certificate: Command, context: CommandContext): void {
  const request = certificate
    .command('request')
    .description('certificates of another CA, for keys that are made here and never leave');
  addCreate(request, context);
  addListAndShow(request, context);
  addAnswer(request, context);
  request
    .command('delete')
    .description('delete a request with its key; an answer to it is of no use then')
    .argument('<name>')
    .action(async (name: string) => {
      await (await context.api()).delete(pathOf(name));
      context.print(`Certificate request ${name} is deleted.`);
    });
}

interface CreateOptions extends Omit<CreateCertificateRequest, 'name' | 'hostnames'> {
  readonly hostname: string[];
  readonly json?: boolean;
}

function addCreate(request: Command, context: CommandContext): void {
  request
    .command('create')
    .description('make a key and print the request (PKCS#10) to send to the CA')
    .argument('<name>', 'what to call the request, and the certificate later')
    .requiredOption('--hostname <names...>', 'names that it is for')
    .addOption(new Option('--key-type <type>', 'kind of the key').choices(['ecdsa-p256', 'rsa-3072']))
    .option('--organization <name>', 'organization in the subject, where the CA wants one')
    .option('--country <code>', 'two capital letters in the subject, where the CA wants them')
    .option('--json', 'one JSON document')
    .action(async (name: string, { json, hostname: hostnames, ...options }: CreateOptions) => {
      const body: CreateCertificateRequest = { name, hostnames, ...options };
      const view = await (await context.api()).post<CertificateRequestView>('/certificate-requests', body);
      if (json) return context.printJson(view);
      context.print(view.requestPem.trimEnd());
      context.note('Its key stays on the server. Send this to the CA, and when the certificate is there:');
      context.note(`  causeway certificate request answer ${name} FILE`);
    });
}

function addListAndShow(request: Command, context: CommandContext): void {
  request
    .command('list')
    .description('requests that wait for an answer')
    .option('--json', 'one JSON document')
    .action(async ({ json }: { json?: boolean }) => {
      const views = await (await context.api()).get<CertificateRequestView[]>('/certificate-requests');
      if (json) return context.printJson(views);
      const rows = views.map((view) => [
        view.name,
        view.keyType,
        view.hostnames.join(' '),
        formatTime(view.createdAt),
      ]);
      context.print(formatTable(['NAME', 'KEY', 'HOSTNAMES', 'CREATED'], rows));
    });
  request
    .command('show')
    .argument('<name>')
    .option('--json', 'one JSON document')
    .action(async (name: string, { json }: { json?: boolean }) => {
      const view = await (await context.api()).get<CertificateRequestView>(pathOf(name));
      context.print(json ? JSON.stringify(view) : describe(view));
    });
}

interface AnswerOptions {
  readonly chain?: string;
  readonly anchor?: string;
  readonly json?: boolean;
}

function addAnswer(request: Command, context: CommandContext): void {
  request
    .command('answer')
    .description("keep the CA's answer as a certificate with the key of the request")
    .argument('<name>')
    .argument('<file>', 'what the CA sent: the certificate, maybe with its chain')
    .option('--chain <file>', 'file with the intermediate certificates')
    .option('--anchor <file>', 'file with the CA that clients shall trust')
    .option('--json', 'one JSON document')
    .action(async (name: string, file: string, { chain, anchor, json }: AnswerOptions) => {
      const body: AnswerCertificateRequest = {
        file: await readBase64Of(file),
        ...(chain !== undefined && { chainFile: await readBase64Of(chain) }),
        ...(anchor !== undefined && { anchorFile: await readBase64Of(anchor) }),
      };
      const view = await (await context.api()).post<CertificateView>(pathOf(name, '/answer'), body);
      context.print(json ? JSON.stringify(view) : formatCertificate(view));
    });
}

function describe({ requestPem, ...view }: CertificateRequestView): string {
  return [
    `request    ${view.name}`,
    `subject    ${view.subject}`,
    `hostnames  ${view.hostnames.join(', ')}`,
    `key        ${view.keyType}, SHA-256 ${view.publicKeySha256}`,
    `created    ${formatTime(view.createdAt)}`,
    requestPem.trimEnd(),
  ].join('\n');
}
