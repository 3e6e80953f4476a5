import { each, invalid, type RouteRows, refused, rowsOf } from './row.ts';

const route = 'PUT /tenants/{name}/foreign-agents';
const path = '/tenants/acme/foreign-agents';

export const foreignAgentRows: RouteRows = () => [
  ...rowsOf(route, {
    ...each(
      {
        nothing: {},
        'a boolean': { foreignAgents: true },
        'a binding': { foreignAgents: null, binding: 'https' },
        'a secret without its password': { foreignAgents: { secret: { user: 'a' } } },
        'a user with a colon': { foreignAgents: { secret: { user: 'a:b', password: 'x'.repeat(20) } } },
        'no object': { foreignAgents: [] },
      },
      (body) => [{ path, body }, invalid],
    ),
    'a secret that is short': [
      { path, body: { foreignAgents: { secret: { user: 'agents', password: 'secret' } } } },
      refused(400, 'PASSWORD_TOO_SHORT'),
    ],
    'no such tenant': [
      { path: '/tenants/nosuch/foreign-agents', body: { foreignAgents: null } },
      refused(404, 'TENANT_NOT_FOUND'),
    ],
  }),
];
