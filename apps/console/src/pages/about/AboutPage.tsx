import { Anchor, Stack, Text } from '@mantine/core';
import { useSession } from '../../app/session.ts';
import { Facts } from '../../parts/Facts.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import { licenses } from './licenses.ts';

const says = texts.about;

export default function AboutPage() {
  const { site } = useSession();
  return (
    <>
      <PageTitle title={says.title} says={says.says} />
      <Stack maw={760}>
        <Section title={texts.product}>
          <Facts
            facts={[
              [says.version, site.version],
              [says.license, says.apache],
              [
                says.api,
                <Anchor key="api" href="/api/v1/openapi.json" size="sm">
                  {says.openApi}
                </Anchor>,
              ],
            ]}
          />
        </Section>
        <Section title={says.libraries} says={says.librariesText}>
          <Facts facts={licenses.map(({ name, version, license }) => [`${name} ${version}`, license])} />
          {licenses.length === 0 && <Text size="sm">{says.noLibraries}</Text>}
        </Section>
      </Stack>
    </>
  );
}
