import type { AuthorityView } from '@causeway/contract/admin';
import { Button, Group, Loader, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMaybe } from '../../../api/use-api.ts';
import { formatTime } from '../../../app/format.ts';
import { searchOf } from '../../../app/search-of.ts';
import { DownloadLink } from '../../../parts/DownloadLink.tsx';
import { Empty } from '../../../parts/Empty.tsx';
import { Facts } from '../../../parts/Facts.tsx';
import { PageTitle } from '../../../parts/PageTitle.tsx';
import { RefusalAlert } from '../../../parts/RefusalAlert.tsx';
import { Section } from '../../../parts/Section.tsx';
import * as texts from '../../../texts/index.ts';
import { Intermediates } from './Intermediates.tsx';

const { authority: says } = texts.certificates;

/** The installation's own CA: what trusts it, and what it may issue for. */
export default function AuthorityPage() {
  const { data, error } = useMaybe<AuthorityView>('/authority');
  const isMissing = error?.refusal.code === 'AUTHORITY_MISSING';
  return (
    <>
      <PageTitle title={says.title} says={says.says}>
        {data !== undefined && <CreateLink text={says.issue} />}
      </PageTitle>
      {data === undefined && error === null && <Loader aria-label={texts.shell.loading} />}
      {isMissing && (
        <Empty title={says.none} text={says.noneText}>
          <CreateLink text={says.first} />
        </Empty>
      )}
      {error !== null && !isMissing && <RefusalAlert refusal={error.refusal} />}
      {data !== undefined && (
        <Stack>
          <Root root={data.root} />
          <Intermediates intermediates={data.intermediates} />
        </Stack>
      )}
    </>
  );
}

function CreateLink({ text }: { readonly text: string }) {
  return (
    <Button component={Link} to="/certificates/new/create" search={searchOf({ by: 'internal' })}>
      {text}
    </Button>
  );
}

function Root({ root }: Pick<AuthorityView, 'root'>) {
  return (
    <Section title={says.root} says={says.rootSays}>
      <Facts
        facts={[
          [says.name, root.name],
          [says.from, formatTime(root.notBefore)],
          [says.until, formatTime(root.notAfter)],
          [says.sha256, root.sha256],
        ]}
      />
      <Group>
        <DownloadLink name="causeway-root.pem" text={root.pem}>
          {says.download}
        </DownloadLink>
      </Group>
    </Section>
  );
}
