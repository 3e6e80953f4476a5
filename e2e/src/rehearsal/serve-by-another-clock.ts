import { parseArgs } from 'node:util';
import { defaultKeyFile, startServer } from '@causeway/server';
import { pino } from 'pino';

/** `causeway serve`, composed anew with a clock that SIGUSR2 sets forward by two hours. */
const FORWARD_MS = 2 * 3_600_000;
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '' },
    listen: { type: 'string', default: '' },
    'log-level': { type: 'string', default: 'warn' },
  },
});
const [host = '', port = ''] = values.listen.split(':');
let forwardMs = 0;
process.on('SIGUSR2', () => {
  forwardMs += FORWARD_MS;
  process.stdout.write(`the clock is ${forwardMs} ms ahead\n`);
});

const server = await startServer({
  data: values.data,
  keyFile: defaultKeyFile(values.data),
  listen: { host, port: Number(port) },
  log: pino({ level: values['log-level'] }),
  now: () => Date.now() + forwardMs,
});
process.stdout.write(`Provisioning is at ${server.url}\n`);
process.once('SIGTERM', () => void server[Symbol.asyncDispose]().then(() => process.exit(0)));
