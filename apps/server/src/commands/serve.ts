import { type Command, Option } from 'commander';
import type { Surroundings } from '../cli/surroundings.ts';
import { defaultKeyFile } from '../installation-key/default-key-file.ts';
import { parseListenPlace } from '../serve/listen-place.ts';
import { pagesFolder } from '../serve/pages-folder.ts';
import { readDnsHooks } from '../serve/read-dns-hooks.ts';

interface ServeOptions {
  readonly data: string;
  readonly keyFile?: string;
  readonly listen: string;
  readonly dnsHook: readonly string[];
  readonly logLevel: string;
}

/** serve: provisioning and every tenant, in this process, until a signal. */
export function addServeCommand(program: Command, surroundings: Surroundings): void {
  program
    .command('serve')
    .description('run provisioning and every tenant until stopped')
    .option('--data <folder>', 'where everything is kept', 'data')
    .option('--key-file <file>', 'the installation key (default DATA.key, beside the data folder)')
    .option('--listen <host:port>', 'where provisioning listens', 'localhost:9000')
    .option(
      '--dns-hook <programs...>',
      'programs that may set DNS records for ACME, by absolute path',
      [] as string[],
    )
    .addOption(
      new Option('--log-level <level>', 'how much is logged')
        .choices(['fatal', 'error', 'warn', 'info', 'debug'])
        .default('info'),
    )
    .action(async ({ data, keyFile, listen, dnsHook, logLevel }: ServeOptions) => {
      // Here alone: other commands are there at once, without a server to load first.
      const { pino } = await import('pino');
      const { startServer } = await import('../serve/start-server.ts');
      const log = pino({ level: logLevel }, pino.destination({ dest: 2, sync: true }));
      await using server = await startServer({
        data,
        keyFile: keyFile ?? defaultKeyFile(data),
        listen: parseListenPlace(listen),
        dnsHooks: readDnsHooks(dnsHook),
        pages: pagesFolder(),
        log,
        now: surroundings.now,
      });
      surroundings.stdout.write(`Provisioning is at ${server.url}\n`);
      if (server.setUpLink !== undefined) {
        surroundings.stdout.write(
          `There is no admin yet. Open this one-time link in a browser and become the first one:\n  ${server.setUpLink}\nor by command:\n  npx causeway setup '${server.setUpLink}' --name YOUR-NAME\n`,
        );
      }
      await until(surroundings.signal);
      log.info('stopping: requests in flight may finish');
    });
}

function until(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
