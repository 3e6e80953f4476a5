import { about } from './about.ts';
import { account } from './account.ts';
import { audit } from './audit.ts';
import { backup } from './backup.ts';
import { certificates } from './certificates.ts';
import { changes } from './changes.ts';
import { client, clients, enrollment, foreignAgents } from './clients.ts';
import { computer, inventory } from './computer.ts';
import { computers } from './computers.ts';
import { crossing } from './crossing.ts';
import { dashboard } from './dashboard.ts';
import { endpointServers } from './endpoint-servers.ts';
import { duration, frequencies } from './frequencies.ts';
import { newTenant } from './new-tenant.ts';
import { notices } from './notices.ts';
import { openId } from './open-id.ts';
import { parts } from './parts.ts';
import { rows } from './rows.ts';
import { secondFactorOffer } from './second-factor-offer.ts';
import { shell } from './shell.ts';
import { duplicates, software } from './software.ts';
import { tenantTabs } from './tenant-tabs.ts';
import { tenants } from './tenants.ts';
import { users } from './users.ts';
import { website } from './website.ts';

export const en = {
  openId,
  ...shell,
  ...parts,
  about,
  account,
  audit,
  users,
  backup,
  certificates,
  notices,
  changes,
  crossing,
  client,
  clients,
  enrollment,
  foreignAgents,
  endpointServers,
  duration,
  frequencies,
  newTenant,
  tenantTabs,
  tenants,
  secondFactorOffer,
  website,
  computer,
  computers,
  dashboard,
  duplicates,
  inventory,
  rows,
  software,
};
