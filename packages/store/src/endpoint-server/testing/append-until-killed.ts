import { writeSync } from 'node:fs';
import { someEntry } from '../../testing/spool.contract.ts';
import { openEndpointServerStore } from '../open-endpoint-server-store.ts';

/** `node append-until-killed.ts FILE FROM`: appends without an end, and prints the number of each when it is durable. */
const [file = '', from = '0'] = process.argv.slice(2);
const AT_ONCE = 20;
/** As inventories are, so that an entry takes several pages. */
const PADDING = 'x'.repeat(20_000);

const { spool } = await openEndpointServerStore({ file, maxBytes: 1_000_000_000 });
let next = Number(from);

async function appendOnAndOn(): Promise<void> {
  while (true) {
    const number = next++;
    await spool.append(someEntry(`${number} ${PADDING}`), number);
    writeSync(1, `${number}\n`);
    // As a forwarder does meanwhile: the spool must not grow without an end.
    if (number % 500 === 0) await spool.remove(0);
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, appendOnAndOn));
