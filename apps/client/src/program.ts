import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { type Address, formatAddress, parseAddress } from '@causeway/contract';
import { CausewayError } from '@causeway/errors';
import { Command, CommanderError } from 'commander';
import { describeState, formatStatus } from './cli/describe-state.ts';
import { openClient, stateFolderOf } from './cli/open-client.ts';
import { formatTime } from './cli/print.ts';
import type { Surroundings } from './cli/surroundings.ts';
import type { RoundOutcome } from './core/client.ts';
import { clientErrors } from './errors.ts';
import { FileStateStore } from './state/file-state-store.ts';
import { version } from './version.ts';

/** The `causeway-client` command: the agent on a computer. */
export function createProgram(surroundings: Surroundings): Command {
  const program = new Command('causeway-client')
    .description(
      'The Causeway agent: reports this computer to its endpoint server and follows it wherever it moves.',
    )
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => surroundings.stdout.write(text),
      writeErr: (text) => surroundings.stderr.write(text),
    });
  addEnroll(program, surroundings);
  addRun(program, surroundings);
  addPoll(program, surroundings);
  addStatus(program, surroundings);
  for (const command of program.commands) command.copyInheritedSettings(program);
  return program;
}

/** Commander's own refusals: an unknown option, a missing argument, and the end of --help. */
export function isUsageError(error: unknown): error is CommanderError {
  return error instanceof CommanderError;
}

interface StateOption {
  readonly state?: string;
  readonly json?: boolean;
}

interface EnrollOptions extends StateOption {
  readonly server: string;
  readonly token: string;
  readonly name?: string;
  readonly anchor?: string;
}

function withState(command: Command): Command {
  return command
    .option('--state <dir>', 'folder that the client keeps its state in')
    .option('--json', 'one JSON document');
}

function addEnroll(program: Command, surroundings: Surroundings): void {
  withState(program.command('enroll').description('enroll this computer with a tenant'))
    .requiredOption('--server <address>', 'http://host:port or https://host:port of an endpoint server')
    .requiredOption('--token <token>', 'enrollment token, as `causeway enrollment-token create` printed it')
    .option('--name <name>', 'name of this client (default: the hostname)')
    .option(
      '--anchor <file>',
      'PEM file of the certificate to trust behind an HTTPS server, beside the public roots',
    )
    .action(async ({ state, json, server, token, name = surroundings.hostname, anchor }: EnrollOptions) => {
      using store = new FileStateStore(stateFolderOf(surroundings, state), 'lock');
      const anchorPem = anchor === undefined ? undefined : await readAnchor(anchor);
      const enrollment = { server: parseServer(server), token, name, anchorPem };
      const enrolled = await openClient(store, surroundings).enroll(enrollment, surroundings.signal);
      const text = `${enrolled.name} is enrolled as client ${enrolled.clientId} of tenant ${enrolled.tenant}.`;
      surroundings.stdout.write(`${json ? JSON.stringify(describeState(enrolled)) : text}\n`);
    });
}

function addRun(program: Command, surroundings: Surroundings): void {
  withState(program.command('run').description('poll for as long as it runs')).action(
    async ({ state, json }: StateOption) => {
      using store = new FileStateStore(stateFolderOf(surroundings, state), 'lock');
      const client = openClient(store, surroundings);
      while (!surroundings.signal.aborted) {
        const outcome = await client.poll(surroundings.signal);
        report(outcome, surroundings, json);
        await wait(outcome.nextPollInMs, undefined, { signal: surroundings.signal });
      }
    },
  );
}

function addPoll(program: Command, surroundings: Surroundings): void {
  withState(program.command('poll').description('poll once, now')).action(
    async ({ state, json }: StateOption) => {
      using store = new FileStateStore(stateFolderOf(surroundings, state), 'lock');
      const outcome = await openClient(store, surroundings).poll(surroundings.signal);
      report(outcome, surroundings, json);
      if (outcome.kind === 'through') return;
      const retryAfterSeconds = Math.ceil(outcome.nextPollInMs / 1000);
      throw clientErrors.error('POLL_FAILED', {
        seen: outcome.news.join('\n') || outcome.kind,
        retryAfterSeconds,
      });
    },
  );
}

function addStatus(program: Command, surroundings: Surroundings): void {
  withState(
    program.command('status').description('what this client knows and when it last came through'),
  ).action(async ({ state, json }: StateOption) => {
    using store = new FileStateStore(stateFolderOf(surroundings, state), 'read');
    const kept = await openClient(store, surroundings).state();
    surroundings.stdout.write(`${json ? JSON.stringify(describeState(kept)) : formatStatus(kept)}\n`);
  });
}

/** One line a round; what is new after it. */
function report(outcome: RoundOutcome, { stdout, now }: Surroundings, isJson: boolean | undefined): void {
  const { kind, address, revision, news, nextPollInMs } = outcome;
  if (isJson) {
    stdout.write(`${JSON.stringify(outcome)}\n`);
    return;
  }
  const what = kind === 'through' ? `at ${address}, revision ${revision}` : kind;
  const lines = [
    `${formatTime(now())} ${what}, next in ${Math.round(nextPollInMs / 1000)} s`,
    ...news.map((line) => `  ${line}`),
  ];
  stdout.write(`${lines.join('\n')}\n`);
}

/** An address with its port, or with the scheme's own left out. @throws SERVER_INVALID */
function parseServer(text: string): Address {
  const bare = text.trim().replace(/\/$/, '').toLowerCase();
  const full = /:\d+$/.test(bare) ? bare : `${bare}:${bare.startsWith('https:') ? 443 : 80}`;
  try {
    return formatAddress(parseAddress(full));
  } catch (cause) {
    const expected = cause instanceof CausewayError ? cause.expected : undefined;
    throw clientErrors.error('SERVER_INVALID', { seen: JSON.stringify(text.slice(0, 300)), expected, cause });
  }
}

async function readAnchor(file: string): Promise<string> {
  try {
    return await readFile(file, 'latin1');
  } catch (cause) {
    throw clientErrors.error('ANCHOR_UNREADABLE', {
      seen: cause instanceof Error ? cause.message : file,
      cause,
    });
  }
}
