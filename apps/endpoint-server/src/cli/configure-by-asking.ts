import { type Finding, hasErrors } from '@causeway/certificates';
import { parseHostname, parsePort, parseQualifiedHostname } from '@causeway/contract';
import type { LocalSite } from '@causeway/contract/upstream-messages';
import { CausewayError, formatError, visible } from '@causeway/errors';
import type { ControlClient } from '../control/control-client.ts';
import type { LocalRequest } from '../local/local-request.ts';
import { applyLocal } from './apply-local.ts';
import { readBase64 } from './local-options.ts';
import { formatFindings } from './print.ts';
import type { Surroundings } from './surroundings.ts';
import type { Terminal } from './terminal.ts';

/** The answers so far, which the next questions begin with. */
interface Answers {
  readonly site: LocalSite;
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** Asks, shows what the test says, and applies what the admin wants to have applied. */
export async function configureByAsking(
  terminal: Terminal,
  client: ControlClient,
  { site, surroundings }: { readonly site: LocalSite; readonly surroundings: Surroundings },
): Promise<void> {
  let answers: Answers = { site, certificateFile: '', keyFile: '' };
  while (true) {
    answers = await askAll(terminal, answers);
    const request = await requestOf(answers, terminal);
    if (request === undefined) continue;
    const findings = await test(client, request, terminal);
    const next = await chooseNext(terminal, findings);
    if (next === 'leave') return;
    if (next === 'change') continue;
    if (await apply(client, { ...request, mode: next }, { surroundings, terminal })) return;
  }
}

const BINDINGS = [
  { value: 'http', label: 'HTTP' },
  { value: 'https', label: 'HTTPS' },
  { value: 'http+https', label: 'HTTP + HTTPS' },
] as const;

async function askAll(terminal: Terminal, before: Answers): Promise<Answers> {
  const { site } = before;
  const binding = await terminal.choose('Binding', BINDINGS, site.binding);
  const readName = binding === 'http' ? parseHostname : parseQualifiedHostname;
  const hostname = await terminal.askFor('Hostname that clients dial', site.hostname, readName);
  const httpPort =
    binding === 'https' && !site.rescue
      ? site.httpPort
      : await terminal.askFor('Port of HTTP', String(site.httpPort), parsePort);
  if (binding === 'http') return { ...before, site: { ...site, binding, hostname, httpPort } };
  const httpsPort = await terminal.askFor('Port of HTTPS', String(site.httpsPort), parsePort);
  const certificateFile = await terminal.ask(
    'Certificate file (empty for the one that is served)',
    before.certificateFile,
  );
  const keyFile =
    certificateFile === ''
      ? ''
      : await terminal.ask('File of its private key (empty for the same file)', before.keyFile);
  return { site: { ...site, binding, hostname, httpPort, httpsPort }, certificateFile, keyFile };
}

/** Undefined when a file cannot be read, which is said. */
async function requestOf(
  { site, certificateFile, keyFile }: Answers,
  terminal: Terminal,
): Promise<LocalRequest | undefined> {
  try {
    return {
      site,
      ...(certificateFile !== '' && { certificate: await readBase64(certificateFile) }),
      ...(keyFile !== '' && { key: await readBase64(keyFile) }),
    };
  } catch (error) {
    tell(error, terminal);
    return undefined;
  }
}

/** What cannot be tested at all is an error like others. */
async function test(
  client: ControlClient,
  request: LocalRequest,
  terminal: Terminal,
): Promise<readonly Finding[] | undefined> {
  try {
    const { findings } = await client.test(request);
    terminal.say(formatFindings(findings));
    return findings;
  } catch (error) {
    tell(error, terminal);
    return undefined;
  }
}

type Next = 'checked' | 'forced' | 'change' | 'leave';

async function chooseNext(terminal: Terminal, findings: readonly Finding[] | undefined): Promise<Next> {
  const isSound = findings !== undefined && !hasErrors(findings);
  const apply = isSound
    ? [{ value: 'checked', label: 'Apply' } as const]
    : [{ value: 'forced', label: 'Apply all the same' } as const];
  const others = [
    { value: 'change', label: 'Change the answers' },
    { value: 'leave', label: 'Leave everything as it is' },
  ] as const;
  const choices: { value: Next; label: string }[] =
    findings === undefined ? [...others] : [...apply, ...others];
  return terminal.choose('What now', choices, isSound ? 'checked' : 'change');
}

/** @returns whether it is kept */
async function apply(
  client: ControlClient,
  request: Parameters<ControlClient['apply']>[0],
  { surroundings, terminal }: { readonly surroundings: Surroundings; readonly terminal: Terminal },
): Promise<boolean> {
  try {
    await applyLocal(client, request, { surroundings, isJson: false });
    return true;
  } catch (error) {
    tell(error, terminal);
    return false;
  }
}

function tell(error: unknown, terminal: Terminal): void {
  if (!(error instanceof CausewayError)) throw error;
  terminal.say(visible(formatError(error.toDocument())));
}
