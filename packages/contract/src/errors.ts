import { defineErrors } from '@causeway/errors';

/** Codes for values that cross a process boundary and are not what they should be. */
export const contractErrors = defineErrors({
  ADDRESS_INVALID: {
    kind: 'input',
    says: 'This is not an address that a client could dial.',
    hint: 'Write scheme://host:port with the scheme http or https and nothing after the port.',
  },
  HOSTNAME_INVALID: {
    kind: 'input',
    says: 'This is not a hostname.',
    hint: 'Give a fully qualified domain name in ASCII, such as inventory.acme.example.',
  },
  HOSTNAME_NOT_QUALIFIED: {
    kind: 'input',
    says: 'A bare host name or an IP address cannot carry a certificate that every client can check.',
    hint: 'Give the fully qualified domain name, such as inventory.acme.example, and make it resolve to this machine.',
  },
  PORT_INVALID: {
    kind: 'input',
    says: 'This is not a TCP port.',
    hint: 'Give a whole number from 1 to 65535.',
  },
  BODY_INVALID: {
    kind: 'input',
    says: 'The body of this request is not what this route takes.',
    hint: 'Compare it with the OpenAPI document at /api/v1/openapi.json.',
  },
});
