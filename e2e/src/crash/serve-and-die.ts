import { parseArgs } from 'node:util';
import { defaultKeyFile, startServer } from '@causeway/server';
import { pino } from 'pino';

/**
 * `causeway serve`, composed anew for a crash: ends itself by SIGKILL at the Nth write of a change's journal, counted
 * from 0, right before it (even) or right after it (odd).
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '' },
    listen: { type: 'string', default: '' },
    'log-level': { type: 'string', default: 'warn' },
    'die-at': { type: 'string', default: '' },
  },
});
const [host = '', port = ''] = values.listen.split(':');
let events = 0;

const server = await startServer({
  data: values.data,
  keyFile: defaultKeyFile(values.data),
  listen: { host, port: Number(port) },
  log: pino({ level: values['log-level'] }),
  now: Date.now,
  onChangeEvent(event) {
    if (event.kind === 'journal' && String(events++) === values['die-at'])
      process.kill(process.pid, 'SIGKILL');
  },
});
process.stdout.write(`Provisioning is at ${server.url}\n`);
process.once('SIGTERM', () => void server[Symbol.asyncDispose]().then(() => process.exit(0)));
