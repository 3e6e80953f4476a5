import {
  AnchorView,
  ConfigureAnswer,
  ConfigureForeignAgents,
  ConfigureFrequencies,
  TenantView,
} from '@causeway/contract/admin';
import { Type } from 'typebox';
import type { Provisioning } from '../provisioning.ts';
import { answers, ByName } from './answers.ts';
import type { Api } from './api.ts';
import { withoutPassword } from './without-password.ts';

/** What a tenant's own admins may see and set of it, too. */
export function addTenantScopeRoutes(routes: Api, { tenants, audit }: Provisioning): void {
  routes.get(
    '/tenants/:name',
    { schema: { summary: 'One tenant', params: ByName, response: answers(200, TenantView) } },
    async ({ params }) => tenants.view(params.name),
  );
  routes.get(
    '/tenants/:name/anchors',
    {
      schema: {
        summary: 'The trust anchors that config.ini tells clients of, for those that read none',
        params: ByName,
        response: answers(200, Type.Array(AnchorView)),
      },
    },
    async ({ params }) => tenants.anchors(params.name),
  );
  routes.put(
    '/tenants/:name/frequencies',
    {
      schema: {
        summary: 'How often clients ask and send, and for how long they count as active; taken at once',
        params: ByName,
        body: ConfigureFrequencies,
        response: answers(200, ConfigureAnswer),
      },
    },
    async ({ admin, params, body }) => {
      const deed = { actor: admin.name, action: 'tenant.configure', subject: params.name, detail: body };
      return audit.record(deed, () => tenants.configure(params.name, body, admin.name));
    },
  );
  routes.put(
    '/tenants/:name/foreign-agents',
    {
      schema: {
        summary: 'Whether foreign agents are taken in, and by which shared secret; taken at once',
        params: ByName,
        body: ConfigureForeignAgents,
        response: answers(200, ConfigureAnswer),
      },
    },
    async ({ admin, params, body }) => {
      const detail = withoutPassword(body);
      const deed = { actor: admin.name, action: 'tenant.configure', subject: params.name, detail };
      return audit.record(deed, () => tenants.configure(params.name, body, admin.name));
    },
  );
}
