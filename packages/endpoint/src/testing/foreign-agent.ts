import { randomUUID } from 'node:crypto';
import { brotliDecompressSync, deflateSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { type RawReply, sendForBytes } from './send.ts';

/** What may be set of one message; everything has the value of an honest agent. */
export interface ForeignOverrides {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** As it goes over the wire; zlib of the message when left out. */
  readonly body?: Buffer | string;
}

export interface ForeignReply extends RawReply {
  /** Unpacked. */
  readonly text: string;
  /** Of a refusal. */
  readonly code: string | undefined;
}

const TYPE = 'application/x-compress-zlib';

/** An agent of FusionInventory, or of GLPI when it has an agent id: no more than messages. */
export class ForeignAgent {
  readonly #port: number;
  readonly deviceId: string;
  readonly agentId: string | undefined;

  constructor({ port }: { readonly port: number }, deviceId: string, agentId?: string) {
    this.#port = port;
    this.deviceId = deviceId;
    this.agentId = agentId;
  }

  static ofGlpi(site: { readonly port: number }, deviceId: string): ForeignAgent {
    return new ForeignAgent(site, deviceId, randomUUID());
  }

  prolog(overrides: ForeignOverrides = {}): Promise<ForeignReply> {
    return this.say(xmlOf(this.deviceId, 'PROLOG', ''), overrides);
  }

  inventory(parts: MachineParts = {}, overrides: ForeignOverrides = {}): Promise<ForeignReply> {
    return this.say(someXmlInventory(this.deviceId, parts), overrides);
  }

  contact(overrides: ForeignOverrides = {}): Promise<ForeignReply> {
    return this.json({ action: 'contact', name: 'GLPI-Agent', version: '1.9' }, overrides);
  }

  json(message: object, overrides: ForeignOverrides = {}): Promise<ForeignReply> {
    return this.say(JSON.stringify({ deviceid: this.deviceId, ...message }), overrides);
  }

  /** Any text as an agent sends it. */
  async say(text: string, { headers, ...overrides }: ForeignOverrides = {}): Promise<ForeignReply> {
    const { method = 'POST', path = '/ocsinventory', body = deflateSync(text) } = overrides;
    const own = this.agentId === undefined ? {} : { 'glpi-agent-id': this.agentId };
    const agent = this.agentId === undefined ? 'FusionInventory-Agent_v2.6' : 'GLPI-Agent_v1.9';
    const sent = { 'user-agent': agent, 'content-type': TYPE, ...own, ...headers };
    const request = { method, path, headers: sent, ...(method !== 'GET' && { body }) };
    const reply = await sendForBytes(this.#port, request);
    const said = textOf(reply.bytes, reply.headers['content-type'] ?? '');
    return { ...reply, text: said, code: codeIn(said) };
  }
}

export interface MachineParts {
  readonly hostname?: string;
  readonly serialNumber?: string;
  readonly uuid?: string;
  readonly software?: string;
}

export function someXmlInventory(deviceId: string, parts: MachineParts = {}): string {
  const { hostname = 'pc-anna', serialNumber = 'S-0001', software = 'bash' } = parts;
  const { uuid = '4c4c4544-0042-3510-8053-b2c04f4d3432' } = parts;
  const sections = [
    `<HARDWARE><NAME>${hostname}</NAME><UUID>${uuid}</UUID></HARDWARE>`,
    `<BIOS><SSN>${serialNumber}</SSN></BIOS>`,
    `<SOFTWARES><NAME>${software}</NAME><VERSION>1.0</VERSION><FROM>deb</FROM></SOFTWARES>`,
  ];
  return xmlOf(deviceId, 'INVENTORY', sections.join(''));
}

export function xmlOf(deviceId: string, query: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8" ?>\n<REQUEST><CONTENT>${content}</CONTENT><DEVICEID>${deviceId}</DEVICEID><QUERY>${query}</QUERY></REQUEST>\n`;
}

function textOf(bytes: Buffer, type: string): string {
  if (bytes[0] === 0x78) return inflateSync(bytes).toString();
  if (bytes[0] === 0x1f) return gunzipSync(bytes).toString();
  if (type.endsWith('deflate')) return inflateRawSync(bytes).toString();
  return type.endsWith('br') ? brotliDecompressSync(bytes).toString() : bytes.toString();
}

/** In whichever form it is said. */
function codeIn(text: string): string | undefined {
  return /(?:<ERROR>|"message":"|"code":")([A-Z][A-Z0-9_]+)/.exec(text)?.[1];
}
