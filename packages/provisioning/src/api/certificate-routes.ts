import type { StoredCertificate } from '@causeway/certificates';
import { CertificateView, CreateCertificate, ImportCertificate } from '@causeway/contract/admin';
import { Type } from 'typebox';
import type { Provisioning } from '../provisioning.ts';
import { answers, ByName, noContent } from './answers.ts';
import type { Api } from './api.ts';

const DAY_MS = 86_400_000;

/** Certificates of the installation. Private keys go in and never come out. */
export function addCertificateRoutes(routes: Api, { certificates, audit, now }: Provisioning): void {
  const view = async (certificate: StoredCertificate): Promise<CertificateView> => {
    const { keyPem: _keyPem, createdAt: _createdAt, hostnames, ...shown } = certificate;
    const usedBy = await certificates.usersOf(certificate.id);
    return { ...shown, hostnames: [...hostnames], usedBy, daysLeft: (certificate.notAfter - now()) / DAY_MS };
  };
  routes.get(
    '/certificates',
    { schema: { summary: 'All certificates', response: answers(200, Type.Array(CertificateView)) } },
    async () => Promise.all((await certificates.list()).map(view)),
  );
  routes.get(
    '/certificates/:name',
    { schema: { summary: 'One certificate', params: ByName, response: answers(200, CertificateView) } },
    async ({ params }) => view(await certificates.get(params.name)),
  );
  routes.post(
    '/certificates/self-signed',
    {
      schema: {
        summary: 'Make a self-signed certificate',
        body: CreateCertificate,
        response: answers(201, CertificateView),
      },
    },
    async ({ admin, body }, reply) => {
      const deed = { actor: admin.name, action: 'certificate.create', subject: body.name, detail: body };
      return reply.code(201).send(await view(await audit.record(deed, () => certificates.create(body))));
    },
  );
  routes.post(
    '/certificates/import',
    { schema: { summary: 'Import PEM', body: ImportCertificate, response: answers(201, CertificateView) } },
    async ({ admin, body }, reply) => {
      const deed = { actor: admin.name, action: 'certificate.import', subject: body.name };
      return reply.code(201).send(await view(await audit.record(deed, () => certificates.import(body))));
    },
  );
  routes.delete(
    '/certificates/:name',
    { schema: { summary: 'Delete a certificate that nothing uses', params: ByName, response: noContent } },
    async ({ admin, params }, reply) => {
      const deed = { actor: admin.name, action: 'certificate.delete', subject: params.name };
      await audit.record(deed, () => certificates.remove(params.name));
      return reply.code(204).send(null);
    },
  );
}
