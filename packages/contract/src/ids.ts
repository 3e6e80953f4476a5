declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Random UUIDs of version 7 (RFC 9562), so that rows sort by their making. */
export type TenantId = Branded<'TenantId'>;
export type ClientId = Branded<'ClientId'>;
export type CertificateId = Branded<'CertificateId'>;
export type ChangeId = Branded<'ChangeId'>;
export type EndpointServerId = Branded<'EndpointServerId'>;
export type AdminId = Branded<'AdminId'>;
export type AcmeAccountId = Branded<'AcmeAccountId'>;
export type AcmeOrderId = Branded<'AcmeOrderId'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Marks a text that is known to be an id of that kind: one just made, or one read from our own store. */
export function asId<Id extends Branded<string>>(text: string): Id {
  return text as Id;
}
