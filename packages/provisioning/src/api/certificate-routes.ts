import type { StoredCertificate } from '@causeway/certificates';
import {
  CertificateInspection,
  CertificateView,
  ConfigureCertificate,
  CreateCertificate,
  ImportCertificate,
  InspectCertificate,
} from '@causeway/contract/admin';
import { Type } from 'typebox';
import { viewCertificate, viewCertificates } from '../certificates/view-certificate.ts';
import type { Provisioning } from '../provisioning.ts';
import { answers, ByName, noContent } from './answers.ts';
import type { Api } from './api.ts';

/** Certificates of the installation. Private keys go in and never come out. */
export function addCertificateRoutes(routes: Api, { certificates, audit, now }: Provisioning): void {
  const view = (certificate: StoredCertificate) => viewCertificate(certificate, { certificates, now });
  routes.get(
    '/certificates',
    { schema: { summary: 'All certificates', response: answers(200, Type.Array(CertificateView)) } },
    async () => viewCertificates({ certificates, now }),
  );
  routes.get(
    '/certificates/:name',
    { schema: { summary: 'One certificate', params: ByName, response: answers(200, CertificateView) } },
    async ({ params }) => view(await certificates.get(params.name)),
  );
  routes.get(
    '/certificates/:name/inspection',
    {
      schema: {
        summary: 'The chain of a certificate, what is to say about it now, and the tenants it fits',
        params: ByName,
        response: answers(200, CertificateInspection),
      },
    },
    async ({ params }) => certificates.inspectKept(params.name),
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
    {
      schema: {
        summary: 'Import a certificate with chain and key: PFX, PKCS#7, PEM or DER',
        body: ImportCertificate,
        response: answers(201, CertificateView),
      },
    },
    async ({ admin, body }, reply) => {
      const deed = { actor: admin.name, action: 'certificate.import', subject: body.name };
      return reply.code(201).send(await view(await audit.record(deed, () => certificates.import(body))));
    },
  );
  routes.post(
    '/certificates/inspect',
    {
      schema: {
        summary: 'What an import of the same files would keep; keeps nothing',
        body: InspectCertificate,
        response: answers(200, CertificateInspection),
      },
    },
    async ({ body }) => certificates.inspect(body),
  );
  routes.post(
    '/certificates/:name/renewal',
    {
      schema: {
        summary: 'Whether a certificate is renewed by itself',
        params: ByName,
        body: ConfigureCertificate,
        response: answers(200, CertificateView),
      },
    },
    async ({ admin, params, body }) => {
      const deed = { actor: admin.name, action: 'certificate.configure', subject: params.name, detail: body };
      return view(await audit.record(deed, () => certificates.setRenewal(params.name, body.renewal)));
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
