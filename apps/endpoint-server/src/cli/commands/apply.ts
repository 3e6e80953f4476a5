import type { Command } from 'commander';
import { ControlClient } from '../../control/control-client.ts';
import { applyLocal } from '../apply-local.ts';
import { type LocalOptions, localRequestOf, withLocalSite } from '../local-options.ts';
import { stateFolderOf } from '../state-option.ts';
import type { Surroundings } from '../surroundings.ts';

interface ApplyOptions extends LocalOptions {
  readonly force?: boolean;
}

export function addApply(program: Command, surroundings: Surroundings): void {
  withLocalSite(
    program
      .command('apply')
      .description('test a configuration and serve it; it is taken back when nobody comes through'),
  )
    .option('--force', 'also when the test finds errors')
    .action(async (options: ApplyOptions) => {
      const client = new ControlClient(
        stateFolderOf(surroundings, options.state).control,
        surroundings.signal,
      );
      const { site } = await client.status();
      const request = await localRequestOf(options, site);
      const mode = options.force ? 'forced' : 'checked';
      await applyLocal(client, { ...request, mode }, { surroundings, isJson: options.json === true });
    });
}
