import { FileStateStore } from '@causeway/client-core';
import type { Command } from 'commander';
import { describeState } from '../describe-state.ts';
import { openClient } from '../open-client.ts';
import { parseServer } from '../parse-server.ts';
import { readAnchor } from '../read-anchor.ts';
import { type StateOption, stateFolderOf, withState } from '../state-option.ts';
import type { Surroundings } from '../surroundings.ts';

interface EnrollOptions extends StateOption {
  readonly server: string;
  readonly token: string;
  readonly name?: string;
  readonly anchor?: string;
}

export function addEnroll(program: Command, surroundings: Surroundings): void {
  withState(program.command('enroll').description('enroll this computer with a tenant'))
    .requiredOption('--server <address>', 'http://host:port or https://host:port of an endpoint server')
    .requiredOption('--token <token>', 'enrollment token, as `causeway enrollment-token create` printed it')
    .option('--name <name>', 'name of this client (default: the hostname)')
    .option(
      '--anchor <file>',
      'PEM file of the certificate to trust behind an HTTPS server, beside the public roots',
    )
    .action((options: EnrollOptions) => enrollHere(options, surroundings));
}

async function enrollHere(
  { state, json, server: text, token, name, anchor }: EnrollOptions,
  surroundings: Surroundings,
): Promise<void> {
  const server = parseServer(text);
  const anchorPem = anchor === undefined ? undefined : await readAnchor(anchor);
  using store = new FileStateStore(stateFolderOf(surroundings, state), 'lock');
  const enrollment = { server, token, name: name ?? surroundings.hostname, anchorPem };
  const enrolled = await openClient(store, surroundings).enroll(enrollment, surroundings.signal);
  const said = `${enrolled.name} is enrolled as client ${enrolled.clientId} of tenant ${enrolled.tenant}.`;
  surroundings.stdout.write(`${json ? JSON.stringify(describeState(enrolled)) : said}\n`);
}
