import type { CertificateRequest } from '@causeway/certificates';
import {
  AnswerCertificateRequest,
  CertificateRequestView,
  CertificateView,
  CreateCertificateRequest,
} from '@causeway/contract/admin';
import { Type } from 'typebox';
import { viewCertificate } from '../certificates/view-certificate.ts';
import type { Provisioning } from '../provisioning.ts';
import { answers, ByName, noContent } from './answers.ts';
import type { Api } from './api.ts';

/** Certificate requests and their answers. The private keys are made here and never come out. */
export function addRequestRoutes(routes: Api, provisioning: Provisioning): void {
  const { requests, audit } = provisioning;
  routes.get(
    '/certificate-requests',
    {
      schema: {
        summary: 'Requests without an answer',
        response: answers(200, Type.Array(CertificateRequestView)),
      },
    },
    async () => (await requests.list()).map(viewRequest),
  );
  routes.get(
    '/certificate-requests/:name',
    { schema: { summary: 'One request', params: ByName, response: answers(200, CertificateRequestView) } },
    async ({ params }) => viewRequest(await requests.get(params.name)),
  );
  routes.post(
    '/certificate-requests',
    {
      schema: {
        summary: 'Make a key and a request for it (PKCS#10)',
        body: CreateCertificateRequest,
        response: answers(201, CertificateRequestView),
      },
    },
    async ({ admin, body }, reply) => {
      const deed = {
        actor: admin.name,
        action: 'certificate-request.create',
        subject: body.name,
        detail: body,
      };
      return reply.code(201).send(viewRequest(await audit.record(deed, () => requests.create(body))));
    },
  );
  addAnswerAndDelete(routes, provisioning);
}

function addAnswerAndDelete(routes: Api, provisioning: Provisioning): void {
  const { requests, audit } = provisioning;
  routes.post(
    '/certificate-requests/:name/answer',
    {
      schema: {
        summary: "Keep the CA's answer as a certificate with the key of the request",
        params: ByName,
        body: AnswerCertificateRequest,
        response: answers(201, CertificateView),
      },
    },
    async ({ admin, params: { name }, body }, reply) => {
      const deed = { actor: admin.name, action: 'certificate-request.answer', subject: name };
      const kept = await audit.record(deed, () => requests.answer(name, body));
      return reply.code(201).send(await viewCertificate(kept, provisioning));
    },
  );
  routes.delete(
    '/certificate-requests/:name',
    {
      schema: { summary: 'Delete a request; its key goes with it', params: ByName, response: noContent },
    },
    async ({ admin, params: { name } }, reply) => {
      const deed = { actor: admin.name, action: 'certificate-request.delete', subject: name };
      await audit.record(deed, () => requests.remove(name));
      return reply.code(204).send(null);
    },
  );
}

function viewRequest({ hostnames, ...request }: CertificateRequest): CertificateRequestView {
  return { ...request, hostnames: [...hostnames] };
}
