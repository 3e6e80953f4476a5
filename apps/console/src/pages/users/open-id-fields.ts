import type { OpenIdView, SetOpenId } from '@causeway/contract/admin';

/** What is typed: lists with commas between. */
export type OpenIdFields = Readonly<
  Record<
    | 'issuer'
    | 'clientId'
    | 'clientSecret'
    | 'scopes'
    | 'roleClaim'
    | 'viewer'
    | 'operator'
    | 'admin'
    | 'anchor',
    string
  >
>;

/** The secret is never shown, so it is typed anew. */
export function openIdFieldsOf(provider: OpenIdView | undefined): OpenIdFields {
  const { issuer = '', clientId = '', scopes = ['profile'], roleClaim = 'groups', anchor } = provider ?? {};
  const { viewer = [], operator = [], admin = [] } = provider?.roles ?? {};
  const said = [viewer, operator, admin].map((values) => values.join(', '));
  const [asViewer = '', asOperator = '', asAdmin = ''] = said;
  return {
    ...{ issuer, clientId, roleClaim, clientSecret: '', scopes: scopes.join(', '), anchor: anchor ?? '' },
    ...{ viewer: asViewer, operator: asOperator, admin: asAdmin },
  };
}

export function openIdRequest(fields: OpenIdFields): SetOpenId {
  const { issuer, clientId, clientSecret, scopes, roleClaim, viewer, operator, admin, anchor } = fields;
  return {
    ...{ issuer: issuer.trim(), clientId: clientId.trim(), clientSecret, roleClaim: roleClaim.trim() },
    scopes: listIn(scopes),
    roles: { viewer: listIn(viewer), operator: listIn(operator), admin: listIn(admin) },
    ...(anchor.trim() !== '' && { anchor }),
  };
}

function listIn(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
