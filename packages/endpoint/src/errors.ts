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
  CLIENT_KEY_TAKEN: {
    kind: 'conflict',
    says: 'Another client has this key.',
    hint: 'Ask the client to enroll with a new key once more: `causeway client action TENANT CLIENT re-enroll`.',
  },
  CLIENTS_ONLY: {
    kind: 'access',
    says: 'An endpoint server has no inventory and no diagnostics of its own.',
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
    hint: 'Clients use /client/… and /config.ini; other agents /ocsinventory and /front/inventory.php.',
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
  FOREIGN_AGENTS_OFF: {
    kind: 'not-found',
    says: 'Agents of OCS Inventory, FusionInventory and GLPI are not taken in here.',
    hint: 'Switch them on: `causeway tenant configure TENANT --foreign-agents on`.',
  },
  FOREIGN_SECRET_MISSING: {
    kind: 'access',
    says: 'Agents have to show the shared secret of the tenant.',
    hint: 'Put the user and the password of the tenant into the configuration of the agent, and the realm Causeway where it asks for one.',
  },
  FOREIGN_SECRET_WRONG: {
    kind: 'access',
    says: 'This is not the shared secret of the tenant.',
    hint: 'Put the user and the password of the tenant into the configuration of the agent.',
  },
  FOREIGN_SECRET_LIMITED: {
    kind: 'unavailable',
    says: 'Too many wrong secrets came from this address.',
    hint: 'Wait as long as said, and correct the password in the configuration of the agent.',
  },
  FOREIGN_REGISTRATIONS_LIMITED: {
    kind: 'unavailable',
    says: 'Too many new devices came from this address.',
    hint: 'The agents come back by themselves. Agents that show a shared secret are not limited: `causeway tenant configure TENANT --foreign-user USER --foreign-password-file FILE`.',
  },
  FOREIGN_CONTENT_UNREADABLE: {
    kind: 'input',
    says: 'The message of this agent is not compressed as it says, or not whole.',
    hint: 'Nothing was changed. Run the agent again; if it stays, look at what stands in between and changes messages.',
  },
  FOREIGN_ACTION_UNKNOWN: {
    kind: 'input',
    says: 'This is not something that agents are served here.',
    hint: 'Only inventories are taken in: leave the other tasks of the agent off.',
  },
  FOREIGN_PROXY_LOOP: {
    kind: 'input',
    says: 'This message came through too many proxy agents, or through one of them twice.',
    hint: 'Let each proxy agent send to this address and not to another proxy.',
  },
  FOREIGN_ANSWER_UNKNOWN: {
    kind: 'not-found',
    says: 'No answer waits under this request id.',
    hint: 'Agents that send a GET ask for an answer that was not ready; all else they send with POST.',
  },
  SPOOL_FULL: {
    kind: 'unavailable',
    says: 'The endpoint server has no room to keep what its clients send until it reaches its platform.',
    hint: 'Clients come back by themselves. See to it that the endpoint server reaches its platform and has room on its disk: `causeway-endpoint status`.',
  },
});
