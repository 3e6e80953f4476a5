import type { Authority } from '@causeway/certificates';
import { AuthorityView, CertificateView, CreateCertificate } from '@causeway/contract/admin';
import type { AuthorityState } from '../authority/authority-desk.ts';
import { viewCertificate } from '../certificates/view-certificate.ts';
import type { Provisioning } from '../provisioning.ts';
import { answers } from './answers.ts';
import type { Api } from './api.ts';

/** The installation's own CA. Its private keys never come out. */
export function addAuthorityRoutes(routes: Api, provisioning: Provisioning): void {
  const { authority, audit } = provisioning;
  routes.get(
    '/authority',
    { schema: { summary: 'The internal CA, once it was used', response: answers(200, AuthorityView) } },
    async () => viewAuthority(await authority.show()),
  );
  routes.post(
    '/certificates/internal',
    {
      schema: {
        summary: "Have the internal CA issue a certificate for names in the tenants' domains",
        body: CreateCertificate,
        response: answers(201, CertificateView),
      },
    },
    async ({ admin, body }, reply) => {
      const detail = { ...body, issuer: 'internal' };
      const deed = { actor: admin.name, action: 'certificate.create', subject: body.name, detail };
      const made = await audit.record(deed, () => authority.issue(body, admin.name));
      return reply.code(201).send(await viewCertificate(made, provisioning));
    },
  );
}

function viewAuthority({ root, intermediates }: AuthorityState): AuthorityView {
  return {
    root: viewOne(root),
    intermediates: intermediates.map((one) => ({ ...viewOne(one), domains: [...one.domains] })),
  };
}

function viewOne({ name, sha256, notBefore, notAfter, certificatePem }: Authority): AuthorityView['root'] {
  return { name, sha256, notBefore, notAfter, pem: certificatePem };
}
