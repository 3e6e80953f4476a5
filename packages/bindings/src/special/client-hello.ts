import { ByteCursor } from './byte-cursor.ts';

/** What the first bytes of a connection are. */
export type HelloReading =
  | { readonly kind: 'hello'; readonly servername: string; readonly alpn: readonly string[] }
  /** A ClientHello as far as it goes. */
  | { readonly kind: 'incomplete' }
  /** No TLS, a ClientHello that cannot be read, or one that is longer than any honest one. */
  | { readonly kind: 'unreadable' };

/** One full TLS record. Hellos with a post-quantum key share have less than 2 KiB. */
export const MAX_HELLO_BYTES = 16_384;

/** OpenSSL and every browser write one; more than these are there to make us work. */
const MAX_RECORDS = 16;

const HANDSHAKE_RECORD = 22;
const CLIENT_HELLO = 1;
const RECORD_HEADER_BYTES = 5;
const MESSAGE_HEADER_BYTES = 4;
const SERVER_NAME = 0;
const HOST_NAME = 0;
const ALPN = 16;

const incomplete: HelloReading = { kind: 'incomplete' };
const unreadable: HelloReading = { kind: 'unreadable' };

/** The server name and the protocols that a client asks for (RFC 8446 section 4.1.2), from its first bytes. */
export function parseClientHello(bytes: Uint8Array): HelloReading {
  const message = joinRecords(bytes);
  if (message === undefined) return unreadable;
  if (message.length > 0 && message[0] !== CLIENT_HELLO) return unreadable;
  if (message.length < MESSAGE_HEADER_BYTES) return incompleteUnlessFull(bytes);
  const length = Buffer.from(message.subarray(1, MESSAGE_HEADER_BYTES)).readUIntBE(0, 3);
  if (length > MAX_HELLO_BYTES) return unreadable;
  const body = message.subarray(MESSAGE_HEADER_BYTES, MESSAGE_HEADER_BYTES + length);
  return body.length < length ? incompleteUnlessFull(bytes) : readBody(body);
}

function incompleteUnlessFull(bytes: Uint8Array): HelloReading {
  return bytes.length < MAX_HELLO_BYTES ? incomplete : unreadable;
}

/** The handshake bytes that have arrived: a hello may be spread over records. Undefined when this is no handshake. */
function joinRecords(bytes: Uint8Array): Uint8Array | undefined {
  const fragments: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [type, major, , high = 0, low = 0] = bytes.subarray(at);
    if (type !== HANDSHAKE_RECORD || (major !== undefined && major !== 3)) return undefined;
    if (bytes.length - at < RECORD_HEADER_BYTES) break;
    const length = high * 256 + low;
    if (length === 0 || fragments.length === MAX_RECORDS) return undefined;
    fragments.push(bytes.subarray(at + RECORD_HEADER_BYTES, at + RECORD_HEADER_BYTES + length));
    at += RECORD_HEADER_BYTES + length;
  }
  return Buffer.concat(fragments);
}

const FIXED_BYTES = 2 + 32;

function readBody(body: Uint8Array): HelloReading {
  try {
    const cursor = new ByteCursor(body);
    cursor.take(FIXED_BYTES);
    cursor.vector(1);
    cursor.vector(2);
    cursor.vector(1);
    return readExtensions(cursor.isAtEnd ? new ByteCursor(new Uint8Array()) : cursor.vector(2));
  } catch (error) {
    if (error instanceof RangeError) return unreadable;
    throw error;
  }
}

function readExtensions(extensions: ByteCursor): HelloReading {
  let servername = '';
  let alpn: readonly string[] = [];
  while (!extensions.isAtEnd) {
    const type = extensions.number(2);
    const content = extensions.vector(2);
    if (type === SERVER_NAME) servername = readServerName(content);
    if (type === ALPN) alpn = readProtocols(content);
  }
  return { kind: 'hello', servername, alpn };
}

/** RFC 6066 section 3. */
function readServerName(content: ByteCursor): string {
  const names = content.vector(2);
  while (!names.isAtEnd) {
    const type = names.number(1);
    const name = names.vector(2);
    if (type === HOST_NAME) return name.text().toLowerCase();
  }
  return '';
}

/** RFC 7301 section 3.1. */
function readProtocols(content: ByteCursor): string[] {
  const list = content.vector(2);
  const protocols: string[] = [];
  while (!list.isAtEnd) protocols.push(list.vector(1).text());
  return protocols;
}
