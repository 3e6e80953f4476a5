import { TLSSocket } from 'node:tls';
import { ConfigureConsole, ConfigureConsoleAnswer, ConsoleView } from '@causeway/contract/admin';
import type { FastifyRequest } from 'fastify';
import { viewCertificate } from '../certificates/view-certificate.ts';
import type { Provisioning } from '../provisioning.ts';
import { answers } from './answers.ts';
import type { Api } from './api.ts';

const PATH = '/console/certificate';

/** The console's own certificate: shown, replaced on trial, and confirmed. */
export function addConsoleRoutes(routes: Api, provisioning: Provisioning): void {
  const { audit, console } = provisioning;
  const view = () => viewConsole(provisioning);
  routes.get(
    PATH,
    { schema: { summary: 'The certificate of the console', response: answers(200, ConsoleView) } },
    view,
  );
  routes.put(
    PATH,
    {
      config: { needs: 'admin' },
      schema: {
        summary:
          'Show another certificate; confirm it over a new connection within a minute, or it is taken back',
        body: ConfigureConsole,
        response: answers(202, ConfigureConsoleAnswer),
      },
    },
    async ({ admin, body, hostname: usedBy }, reply) => {
      const { hostname = usedBy } = body;
      const subject = body.certificate ?? body.import?.name ?? 'console';
      const deed = {
        actor: admin.name,
        action: 'console.certificate.configure',
        subject,
        detail: { hostname },
      };
      const findings = await audit.record(deed, () =>
        console.configure({ ...body, hostname, by: admin.name }),
      );
      // The next request shall come over a new connection, which shows the new certificate.
      reply.header('connection', 'close').code(202);
      return { ...(await view()), findings: [...findings] };
    },
  );
  routes.post(
    `${PATH}/confirm`,
    {
      config: { needs: 'admin' },
      schema: {
        summary: 'Confirm that the new certificate was reached; over a connection made after it was shown',
        response: answers(200, ConsoleView),
      },
    },
    async (request, reply) => {
      reply.header('connection', 'close');
      const deed = { actor: request.admin.name, action: 'console.certificate.confirm', subject: 'console' };
      await audit.record(deed, () => console.confirm(shownTo(request)));
      return view();
    },
  );
}

/** SHA-256 of the certificate that this request's connection was made under, lower-case hex. */
function shownTo({ raw: { socket } }: FastifyRequest): string | undefined {
  if (!(socket instanceof TLSSocket)) return undefined;
  return socket.getX509Certificate()?.fingerprint256.replaceAll(':', '').toLowerCase();
}

async function viewConsole(provisioning: Provisioning): Promise<ConsoleView> {
  const { inForce, renewsItself, trial, undone } = await provisioning.console.standing();
  const certificate = await viewCertificate(inForce, provisioning);
  if (trial === null) return { certificate, renewsItself, trial, undone };
  const { hostname, by, startedAt, until } = trial;
  const tried = await viewCertificate(trial.certificate, provisioning);
  return { certificate, renewsItself, trial: { certificate: tried, hostname, by, startedAt, until }, undone };
}
