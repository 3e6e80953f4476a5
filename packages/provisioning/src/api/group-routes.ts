import { CountedGroup, GroupView, SetGroup } from '@causeway/contract/admin';
import { Type } from 'typebox';
import type { Provisioning } from '../provisioning.ts';
import { answers, ByName, noContent } from './answers.ts';
import type { Api } from './api.ts';

const OneGroup = Type.Object({ ...ByName.properties, group: Type.String({ maxLength: 300 }) });

/** Groups of clients with frequencies of their own. */
export function addGroupRoutes(routes: Api, { groups, audit }: Provisioning): void {
  routes.get(
    '/tenants/:name/groups',
    {
      schema: {
        summary: 'Groups of clients by name, with how many clients are in each',
        params: ByName,
        response: answers(200, Type.Array(CountedGroup)),
      },
    },
    async ({ params }) => groups.list(params.name),
  );
  routes.put(
    '/tenants/:name/groups/:group',
    {
      schema: {
        summary: 'Make a group, or change its frequencies; clients hear of them with config.ini',
        params: OneGroup,
        body: SetGroup,
        response: answers(200, GroupView),
      },
    },
    async ({ admin, body, params: { name, group } }) => {
      const deed = { actor: admin.name, action: 'group.set', subject: `${name}/${group}`, detail: body };
      return audit.record(deed, () => groups.set(name, group, body));
    },
  );
  routes.delete(
    '/tenants/:name/groups/:group',
    { schema: { summary: 'Delete a group that nobody is in', params: OneGroup, response: noContent } },
    async ({ admin, params: { name, group } }, reply) => {
      const deed = { actor: admin.name, action: 'group.delete', subject: `${name}/${group}` };
      await audit.record(deed, () => groups.remove(name, group));
      return reply.code(204).send(null);
    },
  );
}
