import type { LocalSite } from '@causeway/contract/upstream-messages';
import type { Command } from 'commander';
import { ControlClient } from '../../control/control-client.ts';
import { endpointServerErrors } from '../../errors.ts';
import { applyLocal } from '../apply-local.ts';
import { configureByAsking } from '../configure-by-asking.ts';
import { type LocalOptions, localRequestOf, withLocalSite } from '../local-options.ts';
import { stateFolderOf } from '../state-option.ts';
import type { Surroundings } from '../surroundings.ts';
import { Terminal } from '../terminal.ts';

/** Options that answer what would be asked. */
const ANSWERS: readonly (keyof LocalOptions)[] = [
  ...(['hostname', 'binding', 'httpPort', 'httpsPort', 'proxyFrom', 'proxyPort'] as const),
  ...(['certificate', 'key', 'anchor'] as const),
];

/** Asks at a terminal; with answers among the options it tests and applies them without asking. */
export function addConfigure(program: Command, surroundings: Surroundings): void {
  withLocalSite(
    program.command('configure').description('choose what this endpoint server serves, test it and apply it'),
  ).action(async (options: LocalOptions) => {
    const client = new ControlClient(stateFolderOf(surroundings, options.state).control, surroundings.signal);
    const { site } = await client.status();
    const isAnswered = ANSWERS.some((name) => options[name] !== undefined) || options.rescue === false;
    if (isAnswered) await applyAnswers(client, options, site, surroundings);
    else await ask(client, site, surroundings);
  });
}

async function applyAnswers(
  client: ControlClient,
  options: LocalOptions,
  site: LocalSite,
  surroundings: Surroundings,
): Promise<void> {
  const request = { ...(await localRequestOf(options, site)), mode: 'checked' } as const;
  await applyLocal(client, request, { surroundings, isJson: options.json === true });
}

/** @throws TERMINAL_MISSING */
async function ask(client: ControlClient, site: LocalSite, surroundings: Surroundings): Promise<void> {
  if (!surroundings.stdin.isTTY) throw endpointServerErrors.error('TERMINAL_MISSING');
  using terminal = new Terminal(surroundings);
  await configureByAsking(terminal, client, { site, surroundings });
}
