import type { Finding } from '@causeway/certificates';
import { hasErrors } from '@causeway/certificates';
import type { Command } from 'commander';
import { ControlClient } from '../../control/control-client.ts';
import { endpointServerErrors } from '../../errors.ts';
import { type LocalOptions, localRequestOf, withLocalSite } from '../local-options.ts';
import { formatFindings } from '../print.ts';
import { stateFolderOf } from '../state-option.ts';
import type { Surroundings } from '../surroundings.ts';

export function addTest(program: Command, surroundings: Surroundings): void {
  withLocalSite(
    program.command('test').description('say what would be wrong with a configuration, and change nothing'),
  ).action(async (options: LocalOptions) => {
    const client = new ControlClient(stateFolderOf(surroundings, options.state).control, surroundings.signal);
    const { site } = await client.status();
    const { findings } = await client.test(await localRequestOf(options, site));
    const { stdout } = surroundings;
    stdout.write(`${options.json ? JSON.stringify({ findings }) : formatFindings(findings)}\n`);
    if (hasErrors(findings)) throw refused(findings);
  });
}

/** For a script, which goes by the exit code. */
function refused(findings: readonly Finding[]): Error {
  const errors = findings.filter(({ severity }) => severity === 'error');
  return endpointServerErrors.error('LOCAL_CHANGE_REFUSED', {
    seen: errors.map(({ code }) => code).join(', '),
  });
}
