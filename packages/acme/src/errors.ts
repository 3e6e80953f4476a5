import { defineErrors } from '@causeway/errors';

/** What can go wrong between us and a certificate authority. The CA's own words are in what was seen. */
export const acmeErrors = defineErrors({
  ACME_URL_INVALID: {
    kind: 'input',
    says: 'This is not the address of an ACME directory.',
    hint: 'Give the https:// address that the CA names, such as https://acme-v02.api.letsencrypt.org/directory.',
  },
  ACME_UNREACHABLE: {
    kind: 'unavailable',
    says: 'The ACME server does not answer.',
    hint: 'Check the address, the name server and the firewall; this machine must reach the CA by HTTPS.',
  },
  ACME_UNTRUSTED: {
    kind: 'trust',
    says: 'The certificate of the ACME server is not one that is trusted here.',
    hint: 'For a private CA give the certificate to trust it by: `causeway acme account create … --anchor FILE`.',
  },
  ACME_ANSWER_UNREADABLE: {
    kind: 'unavailable',
    says: 'The answer of the ACME server is not what RFC 8555 says.',
    hint: 'Check that the address is that of an ACME directory; else ask the CA.',
  },
  ACME_BUSY: {
    kind: 'unavailable',
    says: 'The ACME server cannot do this now.',
    hint: 'Nothing needs to be done: it is tried again by itself.',
  },
  ACME_RATE_LIMITED: {
    kind: 'unavailable',
    says: 'The CA has had too many requests for this account or name.',
    hint: 'It is tried again by itself when the CA allows it; the CA publishes its limits.',
  },
  ACME_REQUEST_REFUSED: {
    kind: 'conflict',
    says: 'The CA refused the request.',
    hint: 'Read what the CA says here; its documentation explains its rules.',
  },
  ACME_ACCOUNT_REFUSED: {
    kind: 'access',
    says: 'The CA does not accept this account.',
    hint: 'Make a new one with `causeway acme account create`; the CA may have ended or forgotten the old one.',
  },
  ACME_ACTION_REQUIRED: {
    kind: 'access',
    says: 'The CA wants the owner of the account to do something first.',
    hint: 'Open the page that the CA names here, then `causeway acme order retry`.',
  },
  ACME_TERMS_NOT_AGREED: {
    kind: 'input',
    says: 'The CA has terms of service that have to be agreed to.',
    hint: 'Read them at the address named here, then repeat the command with --agree-to-terms.',
  },
  ACME_EXTERNAL_ACCOUNT_REQUIRED: {
    kind: 'input',
    says: 'This CA makes accounts only for customers that it knows.',
    hint: 'Get a key id and a MAC key from the CA, and give them with --eab-kid and --eab-key-file.',
  },
  ACME_EXTERNAL_ACCOUNT_KEY_INVALID: {
    kind: 'input',
    says: 'This is not a key that binds an account to a customer.',
    hint: 'Give the MAC key as the CA shows it: base64url text in a file.',
  },
  ACME_NAME_REFUSED: {
    kind: 'conflict',
    says: 'The CA does not issue for this name.',
    hint: 'Use a public name that you own, or a CA that issues for private names.',
  },
  ACME_CAA_FORBIDS: {
    kind: 'conflict',
    says: 'A CAA record of the domain forbids this CA to issue.',
    hint: 'Add the CA to the CAA record of the domain, or choose another CA.',
  },
  ACME_VALIDATION_FAILED: {
    kind: 'conflict',
    says: 'The CA could not see that the name is ours.',
    hint: 'Check that the name leads to this machine from where the CA is; it is tried again a few times.',
  },
  ACME_CHALLENGE_NOT_OFFERED: {
    kind: 'input',
    says: 'The CA does not offer this challenge for the name.',
    hint: 'Choose one of the challenges named here with --challenge. Wildcards need dns-01.',
  },
  ACME_HTTP_LISTENER_MISSING: {
    kind: 'conflict',
    says: 'An http-01 challenge is asked for on port 80, and no tenant listens to HTTP here.',
    hint: 'Give a tenant a binding with HTTP to which port 80 leads, or use --challenge tls-alpn-01 or dns-01.',
  },
  ACME_TLS_LISTENER_MISSING: {
    kind: 'conflict',
    says: 'A tls-alpn-01 challenge is asked for on port 443, and no tenant listens to HTTPS here.',
    hint: 'Use --challenge http-01 or dns-01 for the first certificate.',
  },
  ACME_HOOK_NOT_ALLOWED: {
    kind: 'input',
    says: 'This server runs no such program for dns-01 challenges.',
    hint: 'Start the server with `causeway serve --dns-hook PROGRAM`; only whoever starts it can name a program.',
  },
  ACME_HOOK_FAILED: {
    kind: 'conflict',
    says: 'The program that sets DNS records failed.',
    hint: 'Read its output here; it is called as PROGRAM set NAME VALUE and must end with 0 when the record is visible.',
  },
  ACME_ORDER_SLOW: {
    kind: 'unavailable',
    says: 'The CA did not come to an end within the time given.',
    hint: 'Nothing needs to be done: the order goes on where it was.',
  },
  ACME_CERTIFICATE_UNUSABLE: {
    kind: 'trust',
    says: 'What the CA issued is not what was ordered.',
    hint: 'Nothing was changed. Ask the CA, or use another one.',
  },
  ACME_ISSUER_ANCHOR_UNKNOWN: {
    kind: 'trust',
    says: 'The chain that the CA issued leads to no trust anchor known here.',
    hint: 'Give the root of the CA: `causeway acme account configure NAME --issuer-anchor FILE`, then `causeway acme order retry`.',
  },
  ACME_ACCOUNT_NAME_TAKEN: {
    kind: 'conflict',
    says: 'There is an ACME account of that name already.',
    hint: 'Choose another name, or delete that account first.',
  },
  ACME_ACCOUNT_NAME_INVALID: {
    kind: 'input',
    says: 'This is not a name for an ACME account.',
    hint: 'Use lower-case letters, digits and hyphens, starting with a letter or digit.',
  },
  ACME_ACCOUNT_NOT_FOUND: {
    kind: 'not-found',
    says: 'There is no ACME account of that name.',
    hint: 'List them with `causeway acme account list`.',
  },
  ACME_ACCOUNT_UNFINISHED: {
    kind: 'conflict',
    says: 'This account was not registered with its CA to the end.',
    hint: 'Run the same `causeway acme account create` again; it goes on where it was.',
  },
  ACME_ACCOUNT_IN_USE: {
    kind: 'conflict',
    says: 'This account has orders that are not over, or renews certificates.',
    hint: 'Cancel the orders and delete the certificates that are named here first.',
  },
  ACME_ORDER_NOT_FOUND: {
    kind: 'not-found',
    says: 'There is no such order.',
    hint: 'List them with `causeway acme order list`.',
  },
  ACME_ORDER_OVER: {
    kind: 'conflict',
    says: 'This order is over.',
    hint: 'Order anew with `causeway certificate obtain` or `causeway certificate renew`.',
  },
  ACME_CERTIFICATE_NOT_OURS: {
    kind: 'conflict',
    says: 'This certificate was not obtained by ACME here, so there is nothing to renew it by.',
    hint: 'Obtain one with `causeway certificate obtain`.',
  },
});
