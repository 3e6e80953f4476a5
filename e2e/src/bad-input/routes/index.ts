import { accessRows } from './access-rows.ts';
import { acmeRows } from './acme-rows.ts';
import { actionRows } from './action-rows.ts';
import { authorityRows } from './authority-rows.ts';
import { certificateRows } from './certificate-rows.ts';
import { changeRows } from './change-rows.ts';
import { clientRows } from './client-rows.ts';
import { computerRows } from './computer-rows.ts';
import { consoleRows } from './console-rows.ts';
import { crossingRows } from './crossing-rows.ts';
import { endpointServerRows } from './endpoint-server-rows.ts';
import { foreignAgentRows } from './foreign-agent-rows.ts';
import { frequencyRows } from './frequency-rows.ts';
import { groupRows } from './group-rows.ts';
import { odataRows } from './odata-rows.ts';
import { openIdRows } from './openid-rows.ts';
import { ownRows } from './own-rows.ts';
import type { RouteRows } from './row.ts';
import { tenantRows } from './tenant-rows.ts';
import { userRows } from './user-rows.ts';
import { watchRows } from './watch-rows.ts';

export type { RouteRow } from './row.ts';

/** Every bad request that is tried; a route of the OpenAPI document without one fails the suite. */
export const routeRows: RouteRows = (scene) =>
  [
    accessRows,
    ownRows,
    userRows,
    openIdRows,
    tenantRows,
    crossingRows,
    certificateRows,
    authorityRows,
    acmeRows,
    clientRows,
    actionRows,
    groupRows,
    frequencyRows,
    foreignAgentRows,
    computerRows,
    odataRows,
    endpointServerRows,
    changeRows,
    watchRows,
    consoleRows,
  ].flatMap((rows) => rows(scene));
