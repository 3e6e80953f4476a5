import { SaxesParser } from 'saxes';

export interface Property {
  readonly isNullable: boolean;
  /** Whether a value of JSON is one of its type. */
  fits(value: unknown): boolean;
}

export interface EntityType {
  readonly key: string[];
  readonly properties: Map<string, Property>;
}

export interface Metadata {
  /** The name of each set, with that of its type. */
  readonly sets: Map<string, string>;
  readonly types: Map<string, EntityType>;
}

const EDM = 'http://docs.oasis-open.org/odata/ns/edm';

/** How the values of a type look in JSON (OData JSON 4.0 section 7.1). */
const FITS: Readonly<Record<string, (value: unknown) => boolean>> = {
  'Edm.Int64': (value) => Number.isSafeInteger(value),
  'Edm.String': (value) => typeof value === 'string',
  'Edm.DateTimeOffset': (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(String(value)),
};

/** Reads CSDL 4.0 XML as far as our feed uses it. @throws where it is no well-formed XML, or has what it must not */
export function readMetadata(xml: string): Metadata {
  const metadata: Metadata = { sets: new Map(), types: new Map() };
  let namespace = '';
  let type: EntityType | undefined;
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (uri !== EDM) return;
    const value = (name: string) => attributes[name]?.value ?? '';
    if (local === 'Schema') namespace = value('Namespace');
    if (local === 'EntityType') {
      type = { key: [], properties: new Map() };
      metadata.types.set(`${namespace}.${value('Name')}`, type);
    }
    if (local === 'PropertyRef') type?.key.push(value('Name'));
    if (local === 'Property')
      type?.properties.set(value('Name'), propertyOf(value('Type'), value('Nullable')));
    if (local === 'EntitySet') metadata.sets.set(value('Name'), value('EntityType'));
  });
  parser.write(xml).close();
  return metadata;
}

function propertyOf(type: string, nullable: string): Property {
  const fits = FITS[type];
  if (fits === undefined || !/^(true|false)$/.test(nullable))
    throw new Error(`a property of ${type}, ${nullable}`);
  const isNullable = nullable === 'true';
  return { isNullable, fits: (value) => (value === null ? isNullable : fits(value)) };
}
