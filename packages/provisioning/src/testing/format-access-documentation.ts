import { type Role, roles } from '@causeway/contract/admin';
import type { DescribedRoute } from './routes-of.ts';

const BEGIN = '<!-- From here on made from the code; a test holds the two together. -->';

/** A page with its tables of routes as the OpenAPI documents say them, in place of those it had. */
export function withRoutes(
  page: string,
  { provisioning, tenant }: Readonly<Record<'provisioning' | 'tenant', readonly DescribedRoute[]>>,
): string {
  const [head = ''] = page.split(BEGIN);
  const sections = [
    ...['## Routes of provisioning', '', tableOf(provisioning)],
    ...['## Routes at the address of a tenant', '', tableOf(tenant)],
  ];
  return `${head.trimEnd()}\n\n${BEGIN}\n\n${sections.join('\n')}`;
}

function tableOf(routes: readonly DescribedRoute[]): string {
  const order: readonly (Role | undefined)[] = [undefined, ...roles];
  const rows = order.flatMap((role) =>
    routes
      .filter((route) => route.role === role)
      .map(({ method, path, summary }) => `| ${role ?? 'nobody'} | \`${method} ${path}\` | ${summary} |`)
      .sort(),
  );
  return ['| needs | route | what it does |', '| --- | --- | --- |', ...rows, ''].join('\n');
}
