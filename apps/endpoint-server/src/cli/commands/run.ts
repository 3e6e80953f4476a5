import type { Command } from 'commander';
import { runEndpointServer } from '../../run-endpoint-server.ts';
import { eventPrinter } from '../event-printer.ts';
import { joiningOf, metricsOf, proposedSite, type RunOptions, withJoin } from '../join-options.ts';
import { stateFolderOf } from '../state-option.ts';
import type { Surroundings } from '../surroundings.ts';

export function addRun(program: Command, surroundings: Surroundings): void {
  withJoin(
    program
      .command('run')
      .description(
        'serve clients until stopped; the first start joins a platform, later ones need --state alone',
      ),
  ).action(async (options: RunOptions) => {
    const { signal, now, stdout } = surroundings;
    await runEndpointServer({
      ...{ signal, now },
      folder: stateFolderOf(surroundings, options.state),
      say: eventPrinter({ stdout, now }, options.json === true),
      joining: () => joiningOf(options, surroundings),
      settings: {
        proposed: (before) => proposedSite(options, before),
        maxBytes: options.spoolBytes,
        metrics: metricsOf(options),
      },
    });
  });
}
