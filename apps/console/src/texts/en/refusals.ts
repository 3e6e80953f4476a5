/**
 * The remedy on a page, by code, where that of the server speaks of commands; for every other code the server's own.
 * A test finds the codes that lack one.
 */
export const remedies: Readonly<Record<string, string>> = {
  CERTIFICATE_PFX_PASSWORD_REQUIRED: 'Give the password that was chosen at the export.',
  CERTIFICATE_KEY_PASSWORD_REQUIRED: 'Give the password of the key.',
  AUTHORITY_MISSING: 'It is made with its first certificate: create one that is issued by our CA.',

  ACME_UNTRUSTED: 'For a private CA, give the trust anchor of its ACME server with the account.',
  ACME_ACCOUNT_REFUSED: 'Register a new one under ACME; the CA may have ended or forgotten the old one.',
  ACME_ACTION_REQUIRED: 'Open the page that the CA names here, then try the order again.',
  ACME_TERMS_NOT_AGREED: 'Read them at the address named here, then agree to them below.',
  ACME_EXTERNAL_ACCOUNT_REQUIRED: 'Get a key id and a MAC key from the CA, and give them with the account.',
  ACME_CHALLENGE_NOT_OFFERED: 'Choose one of the challenges named here. Wildcards need DNS.',
  ACME_HTTP_LISTENER_MISSING:
    'Give a tenant a binding with HTTP to which port 80 leads, or choose another challenge.',
  ACME_TLS_LISTENER_MISSING: 'Choose HTTP or DNS as the challenge of the first certificate.',
  ACME_HOOK_NOT_ALLOWED:
    'Choose one that the server was started with; only whoever starts the server can name a program.',
  ACME_ISSUER_ANCHOR_UNKNOWN:
    'Give the root of the CA to its account: ACME, under Certificates, asks for it beside each account. Then try the order again.',
  ACME_ACCOUNT_NOT_FOUND: 'ACME, under Certificates, lists the accounts.',
  ACME_ACCOUNT_UNFINISHED: 'Register the same account again; it goes on where it was.',
  ACME_ORDER_NOT_FOUND: 'ACME, under Certificates, lists the orders.',
  ACME_ORDER_OVER: 'Obtain a certificate anew, or renew the one that is there.',
  ACME_CERTIFICATE_NOT_OURS: 'Obtain one under ACME.',

  LISTENER_CERTIFICATE_UNUSABLE: 'Import the certificate again; its page says what is wrong with it.',

  BINDING_SKIPS_INTERIM:
    'Choose HTTP + HTTPS first. The page Crossing then tells who has crossed; when all have, choose the binding that you want.',
  CHANGE_IN_PROGRESS: 'Wait until it is over, or put everything back: its page, under Changes, offers both.',
  CHANGE_OF_PROVISIONING: 'Ask an admin of provisioning, who undoes it under Changes.',
  CLIENTS_NOT_PROVEN:
    'The page Crossing names each of them with its cause and its remedy. One that may be left behind can be waived there.',

  COMPUTER_NOT_FOUND: 'Look for it in the list of computers, with those that are archived.',
  SOFTWARE_NOT_FOUND: 'Look for it in the list of software.',
  DUPLICATE_NOT_FOUND: 'Somebody may have decided about it: the list of duplicates has those that are open.',

  SIGNED_OUT: 'Sign in again.',
  SET_UP_DONE: 'Sign in.',
  API_TOKEN_NOT_FOUND: 'Your account lists yours, API Keys those of all users.',
  NOT_ALLOWED: 'Ask an admin to do it, or to give you the role under Users.',
  SESSION_NEEDED: 'Sign in.',
  TOTP_NEEDED: 'Give the six digits of your authenticator, or a recovery code.',
  USER_NOT_FOUND: 'Users lists those that there are.',
  ROLE_BY_OPENID:
    'Change the groups of the user at the provider, or the values that give a role with OpenID Connect, under Users.',
  OPENID_OFF: 'An admin sets it up under Users.',

  TENANT_NOT_FOUND: 'Tenants lists those that there are.',
  TENANT_HAS_CLIENTS: 'Retire or move its clients first; Clients has a filter for the active ones.',
  TENANT_CHANGED: 'Look at how the tenant is now, then ask again.',
  TENANT_NOT_SERVED: 'The tenant’s own page, General, says why; the server tries again by itself.',
  CONFIRMATION_MISSING: 'Type the name once more.',
  CERTIFICATE_NOT_FOUND: 'Certificates lists those that there are.',
  CERTIFICATE_REQUEST_NOT_FOUND: 'Certificates lists the requests; one that was answered is a certificate.',
  RENEWAL_IMPOSSIBLE: 'Import its successor in time, then replace this one by it.',
  CERTIFICATE_UNUSED: 'Its page says where it is used.',
  CERTIFICATE_REQUIRED: 'Choose a certificate.',
  PORTS_EQUAL: 'Give the two ports different numbers.',
  PROXY_INCOMPLETE: 'Fill in both, or untick that clients dial a reverse proxy.',

  CLIENT_NOT_FOUND: 'Clients lists those that there are.',
  ACTIONS_TOO_MANY: 'Wait for its next poll, or take one back: the page of the client lists them.',
  ACTION_NOT_FOUND: 'The page of the client lists them; what was done cannot be taken back.',
  DIAGNOSTICS_NOT_FOUND: 'Ask for them under Actions; they come with its next poll.',
  GROUP_NOT_FOUND: 'Frequencies lists the groups, and makes new ones.',
  GROUP_IN_USE: 'Move its clients to another group and delete its enrollment tokens first.',
  GROUPS_TOO_MANY: 'Delete one first, under Frequencies.',
  ENROLLMENT_TOKEN_NOT_FOUND: 'Enrollment lists those that there are.',
  CHANGE_NOT_FOUND: 'Changes lists those that there are.',

  NOTICE_CHANNEL_NAME_TAKEN: 'Choose another name, or change that channel.',
  NOTICE_CHANNEL_NOT_FOUND: 'Notices lists the channels.',
  NOTICE_CHANNEL_KIND_OTHER: 'The kind of a channel stays; add one of the other kind.',
  NOTICE_PASSWORD_OF_OTHER_SERVER:
    'Give the password for the new one as well, or leave the user empty when it asks for none.',
  NOTICE_PLAIN_REFUSED:
    'Use https, TLS or STARTTLS; where the certificate is of a CA of your own, give its trust anchor.',
  NOTICE_SIGN_IN_INCOMPLETE: 'Give a user and a password, or neither.',
  NOTICE_RECEIVER_UNTRUSTED:
    'Mend its certificate, or change the channel and give the trust anchor of its CA; then test it.',
  NOTICE_SIGN_IN_REFUSED: 'Change the channel and give the right ones; then test it.',
  NOTICE_REFUSED:
    'Check the URL, or sender and recipients, against the log of the receiver; the channel can be changed.',

  CONSOLE_CERTIFICATE_UNSAID: 'Choose a certificate.',
  CONSOLE_TRIAL_RUNNING: 'Confirm it, or wait until it is taken back by itself.',
  CONSOLE_TRIAL_OVER: 'Begin anew: choose the certificate once more.',

  ENDPOINT_SERVER_NAME_TAKEN:
    'Register the new one under another name, or retire and forget the old one first.',
  ENDPOINT_SERVER_NOT_FOUND: 'Endpoint servers lists those that there are.',
  ENDPOINT_SERVER_NAME_INVALID:
    'Lower-case letters, digits and hyphens, at most 63, with a letter or digit first; not `default`.',
  ENDPOINT_SERVER_STATE_WRONG: 'Its page shows the state that it is in.',
  ENDPOINT_SERVER_CHANGED_LOCALLY: 'Decide on its page first: adopt what was changed there, or overrule it.',
  LOCAL_CHANGE_NOT_FOUND: 'Endpoint servers shows which ones were changed on their own machines.',
};

/** At the site of a tenant, where the remedy above leads to a page that it does not have or that has another name there. */
export const remediesOfTenant: Readonly<Record<string, string>> = {
  LISTENER_CERTIFICATE_UNUSABLE: 'Ask an admin of provisioning, who imports the certificate again.',
  CERTIFICATE_NOT_FOUND: 'Choose one that this tenant has; an admin of provisioning gives it others.',
  CHANGE_IN_PROGRESS:
    'Wait until it is over: its page, under Changes, says how far it is, and who can put everything back.',
  TENANT_NOT_FOUND: 'This is the site of one tenant: use its own name.',
  TENANT_NOT_SERVED: 'Ask an admin of provisioning, who sees why; the server tries again by itself.',
  CLIENT_NOT_FOUND: 'Computers lists those that there are.',
  COMPUTER_NOT_FOUND: 'Look for it under Computer Systems, with those that are archived.',
};
