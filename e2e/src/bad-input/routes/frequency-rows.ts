import { each, invalid, type RouteRows, refused, rowsOf } from './row.ts';

const route = 'PUT /tenants/{name}/frequencies';
const path = '/tenants/acme/frequencies';

export const frequencyRows: RouteRows = () => [
  ...rowsOf(route, {
    ...each(
      {
        nothing: {},
        'a binding': { pollingIntervalSeconds: 60, binding: 'https' },
        'a certificate': { pollingIntervalSeconds: 60, certificate: 'good' },
        'half a second': { pollingIntervalSeconds: 0.5 },
        never: { pollingIntervalSeconds: 0 },
        'a text': { activeWindowSeconds: '60' },
        'as the tenant has it': { inventoryIntervalSeconds: null },
      },
      (body) => [{ path, body }, invalid],
    ),
    'no such tenant': [
      { path: '/tenants/nosuch/frequencies', body: { pollingIntervalSeconds: 60 } },
      refused(404, 'TENANT_NOT_FOUND'),
    ],
  }),
];
