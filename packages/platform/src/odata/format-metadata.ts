import type { Column, Entity } from '../entity.ts';

const EDM = 'http://docs.oasis-open.org/odata/ns/edm';
const EDMX = 'http://docs.oasis-open.org/odata/ns/edmx';
const CAPABILITIES =
  'https://oasis-tcs.github.io/odata-vocabularies/vocabularies/Org.OData.Capabilities.V1.xml';
const NAMESPACE = 'Causeway';

const TYPES: Readonly<Record<Column['kind'], string>> = {
  id: 'Type="Edm.Int64"',
  count: 'Type="Edm.Int64"',
  bytes: 'Type="Edm.Int64"',
  time: 'Type="Edm.DateTimeOffset" Precision="3"',
  text: 'Type="Edm.String"',
  json: 'Type="Edm.String"',
};

/** What the feed holds, as CSDL 4.0 XML. Every name in it is one of ours, a word of letters, so nothing is escaped. */
export function formatMetadata(entities: readonly Entity[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="${EDMX}">
  <edmx:Reference Uri="${CAPABILITIES}">
    <edmx:Include Namespace="Org.OData.Capabilities.V1"/>
  </edmx:Reference>
  <edmx:DataServices>
    <Schema Namespace="${NAMESPACE}" xmlns="${EDM}">
${entities.map(formatType).join('\n')}
      <EntityContainer Name="Inventory">
${entities.map(({ set, type }) => `        <EntitySet Name="${set}" EntityType="${NAMESPACE}.${type}"/>`).join('\n')}
${CONTAINER_ANNOTATIONS}
      </EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
`;
}

function formatType({ type, key, columns }: Entity): string {
  const properties = Object.entries(columns).map(
    ([name, { kind, isNullable }]) =>
      `        <Property Name="${name}" ${TYPES[kind]} Nullable="${isNullable}"/>`,
  );
  return `      <EntityType Name="${type}">
        <Key>
${key.map((name) => `          <PropertyRef Name="${name}"/>`).join('\n')}
        </Key>
${properties.join('\n')}
      </EntityType>`;
}

/** So that a spreadsheet asks for nothing else, and does the rest by itself. */
const CONTAINER_ANNOTATIONS = `        <Annotation Term="Org.OData.Capabilities.V1.BatchSupported" Bool="false"/>
        <Annotation Term="Org.OData.Capabilities.V1.FilterFunctions">
          <Collection>
            <String>contains</String>
            <String>startswith</String>
            <String>endswith</String>
            <String>tolower</String>
          </Collection>
        </Annotation>`;
