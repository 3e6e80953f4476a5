import { defineErrors } from '@causeway/errors';

export const bindingErrors = defineErrors({
  PORT_TAKEN: {
    kind: 'conflict',
    says: 'Another program listens on this port.',
    hint: 'Stop that program (`ss -ltnp` names it), or choose another port.',
  },
  PORT_PRIVILEGED: {
    kind: 'access',
    says: 'This process may not listen on this port.',
    hint: 'Choose a port from 1024, or give the process the right: `setcap cap_net_bind_service=+ep` on its program.',
  },
  PORT_UNUSABLE: { kind: 'conflict', says: 'This port cannot be listened on.', hint: 'Choose another port.' },
  PORT_SCHEME_CONFLICT: {
    kind: 'conflict',
    says: 'One port cannot speak both HTTP and HTTPS.',
    hint: 'Choose a port that nothing uses yet, or one that speaks the same scheme.',
  },
  HOSTNAME_TAKEN: {
    kind: 'conflict',
    says: 'Another tenant is served under this name on this port.',
    hint: 'Choose another name or another port.',
  },
  LISTENER_CERTIFICATE_UNUSABLE: {
    kind: 'input',
    says: 'TLS cannot be offered with this certificate and key.',
    hint: 'Import the certificate again; `causeway certificate check` says what is wrong with it.',
  },
  SPECIAL_PORT_CLOSED: {
    kind: 'conflict',
    says: 'A certificate for those who ask for it needs a port that speaks HTTPS already.',
    hint: 'Give a tenant a binding with HTTPS on that port first.',
  },
  SPECIAL_TAKEN: {
    kind: 'conflict',
    says: 'Another certificate is offered under this name and ALPN id on this port.',
    hint: 'Wait until what offers it has ended, then try again.',
  },
  HOST_UNKNOWN: {
    kind: 'not-found',
    says: 'Nothing is served here under that name.',
    hint: 'Check the address.',
  },
  PROXY_ADDRESS_INVALID: {
    kind: 'input',
    says: 'This does not name a proxy whose word could be taken.',
    hint: 'Give the IP address that the proxy connects from, or the block of its network: 10.0.0.5, 10.1.0.0/16, 2001:db8::/64.',
  },
  PROXY_HEADERS_MISSING: {
    kind: 'input',
    says: 'The proxy does not say how this request came to it.',
    hint: 'Have the proxy set X-Forwarded-Proto itself: nginx `proxy_set_header X-Forwarded-Proto $scheme;`, Caddy does so, IIS by a URL Rewrite server variable HTTP_X_FORWARDED_PROTO.',
  },
  PROXY_HEADERS_CONTRADICT: {
    kind: 'input',
    says: 'What the proxy says of this request cannot all be true.',
    hint: 'Have the proxy overwrite X-Forwarded-Proto, X-Forwarded-Host and X-Forwarded-Port instead of passing on or appending to what a client sent: nginx `proxy_set_header X-Forwarded-Proto $scheme;`.',
  },
});
