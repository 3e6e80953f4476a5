import { accessRows } from './access-rows.ts';
import { acmeRows } from './acme-rows.ts';
import { actionRows } from './action-rows.ts';
import { authorityRows } from './authority-rows.ts';
import { backupRows } from './backup-rows.ts';
import { certificateRows } from './certificate-rows.ts';
import { changeRows } from './change-rows.ts';
import { clientRows } from './client-rows.ts';
import { computerRows } from './computer-rows.ts';
import { consoleRows } from './console-rows.ts';
import { endpointServerRows } from './endpoint-server-rows.ts';
import { groupRows } from './group-rows.ts';
import { noticeRows } from './notice-rows.ts';
import { openIdRows } from './openid-rows.ts';
import type { CommandRows } from './row.ts';
import { serveRows } from './serve-rows.ts';
import { tenantRows } from './tenant-rows.ts';
import { userRows } from './user-rows.ts';

export type { CommandRow } from './row.ts';

/** Every bad command line that is tried; a command of the program without one fails the suite. */
export const commandRows: CommandRows = (scene) =>
  [
    serveRows,
    accessRows,
    userRows,
    openIdRows,
    tenantRows,
    certificateRows,
    authorityRows,
    acmeRows,
    clientRows,
    actionRows,
    groupRows,
    computerRows,
    endpointServerRows,
    changeRows,
    noticeRows,
    consoleRows,
    backupRows,
  ].flatMap((rows) => rows(scene));
