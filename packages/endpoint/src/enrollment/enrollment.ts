import { randomUUIDv7 } from 'node:crypto';
import { asId, type ClientId, type TenantId } from '@causeway/contract';
import { type EnrollAnswer, EnrollRequest } from '@causeway/contract/client-messages';
import {
  type ClaimedSignature,
  getSignature,
  readSignatures,
  verifySignature,
} from '@causeway/message-signatures';
import { Compile } from 'typebox/compile';
import type { ClientRecord, EndpointStore, EnrollmentToken, Observation } from '../endpoint-store.ts';
import { endpointErrors } from '../errors.ts';
import type { Publisher } from '../publishing/publisher.ts';
import { componentsOf, type Freshness, requireFresh } from '../requests/authenticate.ts';
import { toPublicKey } from '../requests/known-clients.ts';
import { parseMessage } from '../requests/parse-message.ts';
import { jsonAnswer, type PlainAnswer } from '../requests/plain-answer.ts';
import type { EnrollmentArrival, EnrollmentRequest } from './enrollment-request.ts';
import { FORMER_LABEL, ReEnrollment } from './re-enrollment.ts';
import { requireOwnKey } from './require-own-key.ts';
import { signEnrollmentAnswer } from './sign-enrollment-answer.ts';

const message = Compile(EnrollRequest);
const CREATED = 201;
const NO_CONTENT: PlainAnswer = { status: 204, headers: {}, body: '' };

export interface EnrollmentOptions extends Freshness {
  readonly tenantId: TenantId;
  readonly store: Pick<EndpointStore, 'clients' | 'tokens'>;
  readonly publisher: Pick<Publisher, 'introduce'>;
  /** Durable when it resolves. */
  readonly record: (observation: Observation) => Promise<void>;
  /** A client has another key from now on: what is remembered of the one before is wrong. */
  readonly forget: (clientId: ClientId) => void;
}

/** How a request to be enrolled came here, and what follows from it. */
export interface EnrollmentWay {
  /** Tokens of these purposes are taken. */
  readonly purposes: readonly EnrollmentToken['purpose'][];
  /** Whether the address that it arrived at may count as evidence. */
  readonly counts: 'as-evidence' | 'as-seen';
}

const KINDS = { client: 'native', 'endpoint-server': 'endpoint-server' } as const;

/** Takes in new clients, and those again that have their key already. Knows nothing of sockets, so it can be relayed. */
export class Enrollment {
  readonly #options: EnrollmentOptions;
  readonly #reEnrollment: ReEnrollment;

  constructor(options: EnrollmentOptions) {
    this.#options = options;
    const { store, replays, now } = options;
    this.#reEnrollment = new ReEnrollment({ clients: store.clients, replays, now });
  }

  /**
   * A new client, or a new key of one that signs with the key that it has.
   * @throws the codes of message-signatures, MESSAGE_INVALID, TOKEN_UNKNOWN, TOKEN_EXPIRED, TOKEN_USED_UP,
   * TOKEN_PURPOSE_WRONG, CLOCK_SKEWED, REQUEST_REPLAYED, CLIENT_UNKNOWN, CLIENT_RETIRED, CLIENT_KEY_TAKEN
   */
  async enroll(
    request: EnrollmentRequest,
    arrival: EnrollmentArrival,
    way: EnrollmentWay,
  ): Promise<PlainAnswer> {
    const claimed = readSignatures(request.headers);
    if (!claimed.has(FORMER_LABEL)) return this.#enrollNew(request, arrival, way, claimed);
    const client = await this.#reEnrollment.accept(request, arrival, claimed);
    this.#options.forget(client.id);
    await this.#note(client, arrival, way);
    return NO_CONTENT;
  }

  async #enrollNew(
    request: EnrollmentRequest,
    arrival: EnrollmentArrival,
    way: EnrollmentWay,
    claimed: ReadonlyMap<string, ClaimedSignature>,
  ): Promise<PlainAnswer> {
    const { store, now } = this.#options;
    const asked = parseMessage(request.content, message);
    const proof = getSignature(claimed, 'token');
    const token = await this.#getToken(proof);
    const secret = Buffer.from(token.secret, 'base64url');
    const components = componentsOf(request, arrival.address);
    verifySignature(proof, components, { secret });
    const own = getSignature(claimed, 'sig');
    requireOwnKey(own, asked.publicKey);
    verifySignature(own, components, { publicKey: toPublicKey(asked.publicKey) });
    requireFresh(own, this.#options);
    // After the signatures, so that nobody else learns what a token is for.
    requirePurpose(token, way);
    const record = recordOf(asked, token, arrival, now());
    const client = await store.clients.enroll(record, token.id, now());
    await this.#note(client, arrival, way);
    const answer = JSON.stringify(await this.#answerFor(client));
    return jsonAnswer(CREATED, answer, signEnrollmentAnswer({ status: CREATED, answer }, proof, secret));
  }

  async #getToken({ keyId }: ClaimedSignature): Promise<EnrollmentToken> {
    const token = await this.#options.store.tokens.find(keyId);
    if (token !== undefined) return token;
    throw endpointErrors.error('TOKEN_UNKNOWN', { seen: JSON.stringify(keyId.slice(0, 100)) });
  }

  /** Durable before the client hears of it: from then on it may know no other address than this one. */
  #note(
    { id }: ClientRecord,
    { address, trust }: EnrollmentArrival,
    { counts }: EnrollmentWay,
  ): Promise<void> {
    const seen = { clientId: id, at: this.#options.now(), address, trust };
    return this.#options.record(counts === 'as-evidence' ? seen : { ...seen, isEvidence: false });
  }

  async #answerFor({ id }: ClientRecord): Promise<EnrollAnswer> {
    const { tenantId, publisher } = this.#options;
    const { signingKey, revision } = await publisher.introduce();
    return { clientId: id, tenant: tenantId, signingKey: { ...signingKey }, revision };
  }
}

function requirePurpose({ purpose }: EnrollmentToken, { purposes }: EnrollmentWay): void {
  if (purposes.includes(purpose)) return;
  throw endpointErrors.error('TOKEN_PURPOSE_WRONG', {
    seen: `a token of purpose ${purpose}`,
    expected: `a token of purpose ${purposes.join(' or ')}`,
  });
}

function recordOf(
  { name, publicKey, version }: EnrollRequest,
  { purpose, group }: EnrollmentToken,
  { address }: EnrollmentArrival,
  at: number,
): ClientRecord {
  return {
    id: asId<ClientId>(randomUUIDv7()),
    ...{ name, publicKey, version, kind: KINDS[purpose], standing: 'enrolled', waiver: null },
    ...{ enrolledAt: at, lastSeenAt: at, lastAddress: address },
    ...{ fetchedRevision: 0, appliedRevision: 0, clockSkewSeconds: 0, group, deviceId: null },
  };
}
