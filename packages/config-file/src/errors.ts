import { defineErrors } from '@causeway/errors';

const KEPT = 'The file was refused and the last good one is still in use.';

/** Why a config.ini is refused. A refusal changes nothing: the last good file stays in use. */
export const configErrors = defineErrors({
  CONFIG_TOO_LARGE: { kind: 'trust', says: 'This config.ini is too large.', hint: KEPT },
  CONFIG_MALFORMED: {
    kind: 'trust',
    says: 'This config.ini does not follow its grammar.',
    hint: `${KEPT} Check that nothing between the endpoint server and the client changes files.`,
  },
  CONFIG_DUPLICATE_KEY: { kind: 'trust', says: 'This config.ini says one thing twice.', hint: KEPT },
  CONFIG_UNKNOWN_FORMAT: {
    kind: 'trust',
    says: 'This config.ini is written in a format that this client does not know.',
    hint: `${KEPT} Update the client.`,
  },
  CONFIG_UNKNOWN_KEY: {
    kind: 'trust',
    says: 'This config.ini is signed by a key that this client does not know.',
    hint: 'The client asks for the files that announced the keys in between. If that does not help, enroll it again.',
  },
  CONFIG_BAD_SIGNATURE: {
    kind: 'trust',
    says: 'The signature of this config.ini is wrong: it was changed after it was signed.',
    hint: `${KEPT} Find out what changes files on the way.`,
  },
  CONFIG_ROTATION_INVALID: {
    kind: 'trust',
    says: 'This config.ini announces a signing key in a way that proves nothing.',
    hint: `${KEPT} A coming key is announced in a file that both keys have signed.`,
  },
  CONFIG_OTHER_TENANT: {
    kind: 'trust',
    says: 'This config.ini belongs to another tenant.',
    hint: `${KEPT} Check which tenant answers at the address.`,
  },
  CONFIG_REVISION_FELL: {
    kind: 'trust',
    says: 'This config.ini is older than the one in use.',
    hint: `${KEPT} If the server was restored from a backup, publish until the revision is higher again.`,
  },
  CONFIG_REVISION_JUMP: {
    kind: 'trust',
    says: 'The revision of this config.ini is implausibly far ahead.',
    hint: `${KEPT} Accepting it would shut the client off from every later file.`,
  },
  CONFIG_EXPIRED: {
    kind: 'trust',
    says: 'This config.ini has expired, and one at least as new is in use.',
    hint: `${KEPT} Check the clocks of client and server.`,
  },
  CONFIG_ANCHOR_MISSING: {
    kind: 'trust',
    says: 'This config.ini names an HTTPS address without the trust anchor it needs.',
    hint: KEPT,
  },
  CONFIG_ANCHOR_MALFORMED: {
    kind: 'trust',
    says: 'A trust anchor in this config.ini is not the certificate it should be.',
    hint: KEPT,
  },
  CONFIG_ADDRESS_INVALID: {
    kind: 'trust',
    says: 'An address in this config.ini is not one that a client could dial.',
    hint: KEPT,
  },
});
