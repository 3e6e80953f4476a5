import type { CatalogueEntry } from '@causeway/errors';

/** Of provisioning's catalogue: who may sign in, and who may do what. */
export const accessEntries = {
  SIGNED_OUT: {
    kind: 'access',
    says: 'This needs a signed-in admin.',
    hint: 'Sign in with `causeway login`, or send an API token as `Authorization: Bearer …`.',
  },
  CROSS_SITE_REQUEST: {
    kind: 'access',
    says: 'A page of another site sent this request with your cookie.',
    hint: 'Use the console itself, or send an API token as `Authorization: Bearer …`.',
  },
  SIGN_IN_FAILED: {
    kind: 'access',
    says: 'Name or password are not right.',
    hint: 'Try again; after some failures each further try has to wait longer.',
  },
  TOO_MANY_ATTEMPTS: {
    kind: 'unavailable',
    says: 'There were too many failed tries.',
    hint: 'Wait as long as said, then try again.',
  },
  PASSWORD_TOO_SHORT: {
    kind: 'input',
    says: 'This password is too short.',
    hint: 'Take a sentence that you can remember.',
  },
  SET_UP_LINK_INVALID: {
    kind: 'access',
    says: 'This set-up link is not the one that the server printed last.',
    hint: 'Start the server again: while there is no admin, each start prints a fresh link.',
  },
  SET_UP_DONE: {
    kind: 'conflict',
    says: 'The first admin was made already.',
    hint: 'Sign in with `causeway login`.',
  },
  ADMIN_NAME_TAKEN: {
    kind: 'conflict',
    says: 'There is an admin of that name already.',
    hint: 'Choose another name.',
  },
  API_TOKEN_NAME_TAKEN: {
    kind: 'conflict',
    says: 'You have an API token of that name.',
    hint: 'Choose another name, or revoke that token first.',
  },
  API_TOKEN_NOT_FOUND: {
    kind: 'not-found',
    says: 'There is no API token of that name.',
    hint: 'List yours with `causeway api-token list`, and those of all users with `causeway user api-tokens`.',
  },
  NOT_ALLOWED: {
    kind: 'access',
    says: 'Your role does not go that far.',
    hint: 'Ask an admin to do it, or to give you the role with `causeway user set-role`.',
  },
  SESSION_NEEDED: {
    kind: 'access',
    says: 'How you sign in is changed in a session, not with an API token.',
    hint: 'Sign in with `causeway login` or in the console.',
  },
  SESSION_NOT_FOUND: {
    kind: 'not-found',
    says: 'You have no such session.',
    hint: 'Look at your sessions again: it may have ended.',
  },
  PASSWORD_WRONG: {
    kind: 'access',
    says: 'This is not your password.',
    hint: 'Type the password that you sign in with.',
  },
  PASSWORD_NONE: {
    kind: 'conflict',
    says: 'There is no password here: this user signs in through OpenID Connect.',
    hint: 'Change password and second factor at the OpenID provider.',
  },
  TOTP_NEEDED: {
    kind: 'access',
    says: 'The password is right; a code of the second factor is needed, too.',
    hint: 'Send the six digits of your authenticator, or a recovery code: `causeway login --code CODE`.',
  },
  TOTP_CODE_WRONG: {
    kind: 'access',
    says: 'This code is not right, or was used already.',
    hint: 'Wait for the next code, and check that the clock of its device is right.',
  },
  TOTP_ON: {
    kind: 'conflict',
    says: 'There is a second factor already.',
    hint: 'Take it away first; then begin with another.',
  },
  TOTP_NOT_BEGUN: {
    kind: 'conflict',
    says: 'There is no second factor.',
    hint: 'Begin with one first.',
  },
  USER_NOT_FOUND: {
    kind: 'not-found',
    says: 'There is no user of that name.',
    hint: 'List them with `causeway user list`; those of a tenant with --tenant NAME.',
  },
  LAST_ADMIN: {
    kind: 'conflict',
    says: 'Without this one nobody could administer the installation any more.',
    hint: 'Make another user with a password and the role admin first.',
  },
  ROLE_BY_OPENID: {
    kind: 'conflict',
    says: 'What the OpenID provider says of this user gives the role, at each sign-in.',
    hint: 'Change the groups of the user at the provider, or the values that give a role with `causeway openid set`.',
  },
  OPENID_OFF: {
    kind: 'not-found',
    says: 'Nobody signs in through OpenID Connect here.',
    hint: 'An admin sets it up with `causeway openid set`.',
  },
  OPENID_ISSUER_INVALID: {
    kind: 'input',
    says: 'This is no issuer of an OpenID provider.',
    hint: 'Give the https:// address that its discovery document names as `issuer`.',
  },
  OPENID_UNREACHABLE: {
    kind: 'unavailable',
    says: 'The OpenID provider did not answer.',
    hint: 'Check the issuer, name service and firewall; sign in with a password meanwhile.',
  },
  OPENID_UNTRUSTED: {
    kind: 'trust',
    says: 'The certificate of the OpenID provider is not trusted.',
    hint: 'Give the certificate of its CA as trust anchor.',
  },
  OPENID_REFUSED: {
    kind: 'trust',
    says: 'What the OpenID provider answered does not hold.',
    hint: 'Check client id, client secret and redirect address at the provider, and the clocks of both.',
  },
  OPENID_BROKEN_OFF: {
    kind: 'access',
    says: 'This sign-in was not begun in this browser, or took too long.',
    hint: 'Begin again.',
  },
  OPENID_NOT_ALLOWED: {
    kind: 'access',
    says: 'The OpenID provider knows you, but nothing that it says of you gives a role here.',
    hint: 'Ask an admin which group you have to be in.',
  },
  OPENID_NAME_TAKEN: {
    kind: 'conflict',
    says: 'Another user here has the name that the OpenID provider gives you.',
    hint: 'Ask an admin to remove that user, or have another name at the provider.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
