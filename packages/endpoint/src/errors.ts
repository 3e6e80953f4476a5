import { defineErrors } from '@causeway/errors';

const ASK_FOR_TOKEN = 'Ask the admin of the tenant for a new one: `causeway enrollment-token create TENANT`.';

/** What an endpoint server answers when it does not do what was asked. */
export const endpointErrors = defineErrors({
  TOKEN_UNKNOWN: { kind: 'access', says: 'There is no such enrollment token.', hint: ASK_FOR_TOKEN },
  TOKEN_EXPIRED: { kind: 'access', says: 'This enrollment token has expired.', hint: ASK_FOR_TOKEN },
  TOKEN_USED_UP: {
    kind: 'access',
    says: 'This enrollment token allows no further enrollment.',
    hint: ASK_FOR_TOKEN,
  },
  REVISION_NOT_GROWN: {
    kind: 'conflict',
    says: 'A published revision has to be greater than every revision before it.',
    hint: 'Read the current revision again and publish the one after it.',
  },
  TOKEN_PURPOSE_WRONG: {
    kind: 'access',
    says: 'This enrollment token enrolls endpoint servers, and clients are enrolled here.',
    hint: 'Enroll an endpoint server at an address of the tenant itself; give clients a token of their own.',
  },
  CLIENT_UNKNOWN: {
    kind: 'access',
    says: 'This tenant has no client with that id.',
    hint: 'Enroll the client: `causeway-client enroll`.',
  },
  CLIENT_RETIRED: {
    kind: 'access',
    says: 'This client was retired by an admin.',
    hint: 'If it is to come back, enroll it anew with an empty state folder.',
  },
  CLIENTS_ONLY: {
    kind: 'access',
    says: 'An endpoint server has no inventory of its own.',
    hint: 'Install `causeway-client` on its machine if that is to be in the inventory too.',
  },
  ENDPOINT_SERVER_UNKNOWN: {
    kind: 'access',
    says: 'This is no endpoint server of the tenant.',
    hint: 'Join it with a registration token: `causeway-endpoint run --token ID.SECRET`.',
  },
  ENDPOINT_SERVER_PENDING: {
    kind: 'access',
    says: 'This endpoint server is not authorized yet.',
    hint: 'Authorize it: `causeway endpoint-server authorize TENANT NAME`.',
  },
  ENDPOINT_SERVER_RETIRED: {
    kind: 'access',
    says: 'This endpoint server was retired by an admin.',
    hint: 'It delivers what it still keeps and serves no more. If it is to come back, join it anew with an empty state folder.',
  },
  UPSTREAM_CONTRACT_UNKNOWN: {
    kind: 'input',
    says: 'These messages of an endpoint server are too old for this platform.',
    hint: 'Update `causeway-endpoint` on that machine.',
  },
  UPSTREAM_UNREACHABLE: {
    kind: 'unavailable',
    says: 'The endpoint server cannot ask its platform just now.',
    hint: 'Clients come back by themselves. See on the endpoint server what stands between: `causeway-endpoint status`.',
  },
  UPSTREAM_ANSWER_UNTRUSTED: {
    kind: 'trust',
    says: 'What answered this endpoint server has not proven to be its platform.',
    hint: 'Check what stands between the two and changes answers; nothing of this answer was used.',
  },
  UPSTREAM_KEY_UNKNOWN: {
    kind: 'trust',
    says: 'The answer of the platform is signed by a key that this endpoint server does not know.',
    hint: 'It fetches config.ini and asks again by itself; if this stays, what answers is not its platform.',
  },
  CLOCK_SKEWED: {
    kind: 'access',
    says: 'The clock of this client is too far from ours to tell a fresh request from a recorded one.',
    hint: 'The client takes the time from the Date field and tries again; set its clock.',
  },
  REQUEST_REPLAYED: {
    kind: 'access',
    says: 'This very request was answered before.',
    hint: 'Sign each request with a nonce of its own.',
  },
  RESCUE_ONLY: {
    kind: 'access',
    says: 'This listener serves the signed config.ini and nothing else.',
    hint: 'Fetch /config.ini here and use an address that it names.',
  },
  REHEARSAL_ONLY: {
    kind: 'access',
    says: 'This connection shows the coming certificate: it takes the proof of a rehearsal and nothing else.',
    hint: 'Ask for anything else on a connection without the ALPN protocol causeway-rehearsal.',
  },
  PATH_UNKNOWN: {
    kind: 'not-found',
    says: 'There is nothing at this path.',
    hint: 'Clients use /client/… and /config.ini.',
  },
  METHOD_WRONG: {
    kind: 'input',
    says: 'This path does not take that method.',
    hint: 'Use the method that is named here.',
  },
  MESSAGE_TOO_LARGE: { kind: 'input', says: 'This message is too large.', hint: 'Send less in one message.' },
  MESSAGE_INVALID: {
    kind: 'input',
    says: 'This message is not what the path takes.',
    hint: 'Update the client.',
  },
  CONFIG_NOT_PUBLISHED: {
    kind: 'unavailable',
    says: 'No such config.ini has been published.',
    hint: 'Ask again soon; a client whose keys are all unknown here has to enroll again.',
  },
  ENROLLMENT_LIMITED: {
    kind: 'unavailable',
    says: 'Too many enrollments were refused from this address.',
    hint: 'Wait as long as said, and check the token.',
  },
  ENDPOINT_OVERLOADED: {
    kind: 'unavailable',
    says: 'The endpoint server has more to do than it can.',
    hint: 'Clients come back by themselves after the time that is said.',
  },
  SPOOL_FULL: {
    kind: 'unavailable',
    says: 'The endpoint server has no room to keep what its clients send until it reaches its platform.',
    hint: 'Clients come back by themselves. See to it that the endpoint server reaches its platform and has room on its disk: `causeway-endpoint status`.',
  },
});
