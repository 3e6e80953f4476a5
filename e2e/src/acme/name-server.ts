import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const A = 1;
const TXT = 16;
const SERVFAIL = 2;
const HEADER_BYTES = 12;

/**
 * The name server that a CA asks: every name is this machine, and TXT records are the lines of files named after
 * them. RFC 1035, as little of it as is asked for.
 */
export class NameServer implements AsyncDisposable {
  readonly #socket: Socket;
  readonly #records: string;
  /** Whether questions for an address are answered by a failure. */
  isFailing = false;

  private constructor(socket: Socket, records: string) {
    this.#socket = socket;
    this.#records = records;
    socket.on('message', (question, from) => this.#answer(question, from));
  }

  static async start(records: string): Promise<NameServer> {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return new NameServer(socket, records);
  }

  get address(): string {
    return `127.0.0.1:${this.#socket.address().port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#socket, 'close');
    this.#socket.close();
    await closed;
  }

  #answer(question: Buffer, from: RemoteInfo): void {
    const { name, end } = readName(question);
    const type = question.readUInt16BE(end);
    const isFailing = type === A && this.isFailing;
    const answers = isFailing ? [] : this.#answersTo(name, type);
    const header = Buffer.from(question.subarray(0, HEADER_BYTES));
    header.writeUInt16BE(0x8580 | (isFailing ? SERVFAIL : 0), 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(answers.length, 6);
    header.fill(0, 8);
    const asked = question.subarray(HEADER_BYTES, end + 4);
    this.#socket.send(Buffer.concat([header, asked, ...answers]), from.port, from.address);
  }

  #answersTo(name: string, type: number): Buffer[] {
    if (type === A) return [record(type, Buffer.from([127, 0, 0, 1]))];
    if (type !== TXT) return [];
    return this.#linesOf(name).map((line) => record(type, Buffer.from([line.length, ...Buffer.from(line)])));
  }

  #linesOf(name: string): string[] {
    try {
      return readFileSync(join(this.#records, name), 'utf8').split('\n').filter(Boolean);
    } catch {
      return [];
    }
  }
}

function readName(question: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
    labels.push(
      question
        .subarray(at + 1, at + 1 + length)
        .toString('latin1')
        .toLowerCase(),
    );
    at += 1 + length;
  }
  return { name: labels.join('.'), end: at + 1 };
}

/** For the name that was asked for, not to be kept. */
function record(type: number, data: Buffer): Buffer {
  const head = Buffer.from([0xc0, HEADER_BYTES, 0, type, 0, 1, 0, 0, 0, 0, 0, 0]);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}
