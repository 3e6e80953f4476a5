import { objectIdentifier, sequence, set, tlv, utf8String } from '../der/write-der.ts';

export interface DistinguishedName {
  /** ISO 3166-1, two capital letters. */
  readonly country?: string | undefined;
  readonly organization?: string | undefined;
  readonly commonName: string;
}

/** A Name (RFC 5280 section 4.1.2.4), from the widest part to the narrowest; countryName is a PrintableString. */
export function distinguishedName({ country, organization, commonName }: DistinguishedName): Buffer {
  const parts = [
    country === undefined ? [] : attribute('2.5.4.6', tlv(0x13, Buffer.from(country, 'latin1'))),
    organization === undefined ? [] : attribute('2.5.4.10', utf8String(organization)),
    attribute('2.5.4.3', utf8String(commonName)),
  ];
  return sequence(...parts.flat());
}

/** In one line, as certificates are shown. */
export function formatDistinguishedName({ country, organization, commonName }: DistinguishedName): string {
  const parts = [country && `C=${country}`, organization && `O=${organization}`, `CN=${commonName}`];
  return parts.filter(Boolean).join(', ');
}

function attribute(oid: string, value: Buffer): Buffer[] {
  return [set(sequence(objectIdentifier(oid), value))];
}
