import type { ProofCode } from '@causeway/bindings';

/** What to do about a way through a proxy that is not as it must be; docs/proxies.md has the files whole. */
export const proxyRemedies: Readonly<Partial<Record<ProofCode, string>>> = {
  PROXY_LEADS_ELSEWHERE:
    'Have the proxy pass everything under this name on to the port here: nginx `proxy_pass`, Caddy `reverse_proxy`, IIS a rewrite rule.',
  PROXY_NOT_IN_FRONT:
    'Point the DNS name to the proxy, and have the proxy pass on to the port that is named here.',
  PROXY_NOT_NAMED:
    'If that is the proxy, name it among those that it connects from; if not, let nobody else reach the port.',
  PROXY_HOST_WRONG:
    'Have the proxy pass on the name that was dialed: nginx `proxy_set_header Host $host;`, IIS `preserveHostHeader:true`.',
  PROXY_SCHEME_WRONG:
    'Have the proxy say how each request came to it: nginx `proxy_set_header X-Forwarded-Proto $scheme;`, and no redirect to another address.',
  PROXY_HEADERS_MISSING:
    'Have the proxy set X-Forwarded-Proto: nginx `proxy_set_header X-Forwarded-Proto $scheme;`, IIS the server variable HTTP_X_FORWARDED_PROTO.',
  PROXY_HEADERS_CONTRADICT:
    'Have the proxy overwrite what it was sent, not append to it: nginx `proxy_set_header X-Forwarded-Proto $scheme;`, and the same for every X-Forwarded field that it passes on.',
  PROXY_HEADERS_FORGEABLE:
    'Have the proxy overwrite X-Forwarded-Proto, whatever a client sent: nginx `proxy_set_header X-Forwarded-Proto $scheme;`, Caddy without `trusted_proxies`. Clients could say of themselves how they came.',
  PROOF_NO_ANSWER: 'Start the proxy, and have it listen at this address.',
  PROOF_TIMEOUT:
    'Look at what lies between this machine and the proxy, and between the proxy and the port here.',
  PROOF_UNTRUSTED:
    'Have the proxy show the certificate that is configured here, with its chain; or import the one that it shows, without its key.',
  PROOF_NAME_MISMATCH: 'Have the proxy show a certificate for this name.',
  PROOF_NAME_NOT_RESOLVED: 'Point the DNS name to the proxy.',
};
