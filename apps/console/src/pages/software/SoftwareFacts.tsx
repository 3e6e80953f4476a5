import type { SoftwareView } from '@causeway/contract/admin';
import { formatNumber } from '../../app/format.ts';
import { Facts } from '../../parts/Facts.tsx';
import { Section } from '../../parts/Section.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';

const { columns: titles, one: says } = texts.software;

export function SoftwareFacts({ software }: { readonly software: SoftwareView }) {
  const { version, publisher, architecture, source, installations, firstSeenAt } = software;
  return (
    <Section title={says.facts}>
      <Facts
        facts={[
          [titles.version, version],
          [titles.publisher, publisher],
          [titles.architecture, architecture],
          [titles.source, source],
          [titles.installations, formatNumber(installations)],
          [titles.firstSeenAt, <When key="first" at={firstSeenAt} />],
        ]}
      />
    </Section>
  );
}
