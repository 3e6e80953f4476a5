import type { IncomingMessage } from 'node:http';
import { decodeUtf8, decodeXml, type ForeignRequest, readForeignRequest } from '@causeway/inventory';
import type { ForeignContact, ForeignStanding } from '../endpoint-store.ts';
import { endpointErrors } from '../errors.ts';
import type { AddressLimit } from '../requests/address-limit.ts';
import type { PlainAnswer } from '../requests/plain-answer.ts';
import type { Arrival } from '../routes/context.ts';
import type { ForeignDoor } from './foreign-door.ts';
import {
  contactAnswer,
  inventoryAnswer,
  inventoryReply,
  isInventoryDue,
  nothingReply,
  prologReply,
} from './messages.ts';
import { packingOf, unpack } from './packing.ts';
import { agentIdOf, answerIn, presumedTongue, type Tongue } from './tongue.ts';

const MOST_AGENT_CHARACTERS = 200;
const OPENING_BRACE = '{'.charCodeAt(0);

export interface ForeignConversationParts {
  readonly request: IncomingMessage;
  readonly arrival: Arrival;
  readonly door: ForeignDoor;
  readonly registrations: AddressLimit;
  readonly now: () => number;
}

/** One message of an agent, and the answer to it. */
export class ForeignConversation {
  readonly #parts: ForeignConversationParts;
  #tongue: Tongue;

  constructor(parts: ForeignConversationParts) {
    this.#parts = parts;
    this.#tongue = presumedTongue(parts.request);
  }

  /** As far as it is known by now. */
  get tongue(): Tongue {
    return this.#tongue;
  }

  /** @throws the codes of the inventory package, MESSAGE_TOO_LARGE, FOREIGN_…, CLIENT_RETIRED */
  async answer(content: Buffer): Promise<PlainAnswer> {
    const { request } = this.#parts;
    const document = await this.#decode(content);
    const isJson = this.#tongue.format === 'json';
    const asked = readForeignRequest(isJson ? 'glpi-json' : 'ocs-xml', document);
    if (isJson && asked.query === 'other')
      throw endpointErrors.error('FOREIGN_ACTION_UNKNOWN', { seen: asked.name });
    // An agent of GLPI asks in XML at first, and learns by the answer that it may go on in JSON.
    if (asked.query === 'prolog' && agentIdOf(request) !== undefined)
      this.#tongue = { ...this.#tongue, format: 'json' };
    const standing = await this.#accept(asked, isJson ? 'glpi-json' : 'ocs-xml', document);
    return answerIn(this.#tongue, 200, this.#sayTo(asked, standing));
  }

  async #decode(content: Buffer): Promise<string> {
    const { mediaType } = this.#tongue;
    const packing = packingOf(mediaType, content);
    this.#tongue = { ...this.#tongue, packing };
    const bytes = await unpack(content, packing);
    const format = firstCharacter(bytes) === OPENING_BRACE ? 'json' : 'xml';
    this.#tongue = { ...this.#tongue, format };
    return format === 'json' ? decodeUtf8(bytes) : decodeXml(bytes);
  }

  async #accept(
    { deviceId, query }: ForeignRequest,
    format: 'glpi-json' | 'ocs-xml',
    document: string,
  ): Promise<ForeignStanding> {
    const { request, arrival, door, now } = this.#parts;
    const contact: ForeignContact = {
      ...{ deviceId, at: now(), address: arrival.address, trust: arrival.trust },
      agent: (request.headers['user-agent'] ?? '').slice(0, MOST_AGENT_CHARACTERS),
      ...(query === 'inventory' && { inventory: { format, document } }),
    };
    if (door.settings.secret === undefined) await this.#countRegistration(contact);
    const standing = await door.accept(contact);
    if (standing.standing === 'retired') throw endpointErrors.error('CLIENT_RETIRED', { seen: deviceId });
    return standing;
  }

  /** Without a secret anybody may name devices, and machines of a device that several claim. @throws FOREIGN_REGISTRATIONS_LIMITED */
  async #countRegistration({ deviceId, inventory }: ForeignContact): Promise<void> {
    const { arrival, door, registrations } = this.#parts;
    const known = await door.find(deviceId);
    if (known !== undefined && !(known.isShared && inventory !== undefined)) return;
    registrations.check(arrival.remoteAddress);
    registrations.count(arrival.remoteAddress);
  }

  #sayTo({ query }: ForeignRequest, standing: ForeignStanding): string {
    const { door, now } = this.#parts;
    const { settings } = door;
    const isJson = this.#tongue.format === 'json';
    if (query === 'inventory') return isJson ? inventoryAnswer(settings) : inventoryReply();
    if (query === 'other') return nothingReply();
    const isDue = isInventoryDue(standing, settings, now());
    return isJson ? contactAnswer(isDue, settings) : prologReply(isDue, settings);
  }
}

/** Behind a byte order mark and white space. */
function firstCharacter(bytes: Buffer): number | undefined {
  const start = bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
  return bytes.subarray(start, start + 100).find((byte) => byte > SPACE);
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const SPACE = 0x20;
