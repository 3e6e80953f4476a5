import type { ConfigureTenant } from '@causeway/contract/admin';

/** As the audit keeps it: the shared secret of foreign agents by its user alone. */
export function withoutPassword<Body extends Pick<ConfigureTenant, 'foreignAgents'>>(body: Body) {
  const { foreignAgents } = body;
  if (foreignAgents?.secret == null) return body;
  return { ...body, foreignAgents: { secret: { user: foreignAgents.secret.user } } };
}
