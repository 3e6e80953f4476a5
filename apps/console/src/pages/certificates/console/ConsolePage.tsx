import type { ConsoleView } from '@causeway/contract/admin';
import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useThing } from '../../../api/use-api.ts';
import { formatTime } from '../../../app/format.ts';
import { Facts } from '../../../parts/Facts.tsx';
import { PageTitle } from '../../../parts/PageTitle.tsx';
import { Section } from '../../../parts/Section.tsx';
import * as texts from '../../../texts/index.ts';
import { certificatePath } from '../certificate-path.ts';
import { formatLeft } from '../expiry/ExpiryBadge.tsx';
import { ConsoleForm } from './ConsoleForm.tsx';
import { ConsoleTrial } from './ConsoleTrial.tsx';

const { console: says, one } = texts.certificates;

/** The certificate of the console itself: shown, and replaced on trial, so that nobody is locked out. */
export default function ConsolePage() {
  const standing = useThing<ConsoleView>('/console/certificate');
  const { trial, undone } = standing;
  return (
    <>
      <PageTitle title={says.title} says={says.says} />
      <Stack maw={820}>
        {trial !== null && <ConsoleTrial trial={trial} />}
        {undone !== null && (
          <Alert color="orange" variant="light" title={says.undone(undone.name, formatTime(undone.at))}>
            {undone.reason}
          </Alert>
        )}
        <InForce standing={standing} />
        {trial === null && <ConsoleForm inForce={standing.certificate.name} />}
      </Stack>
    </>
  );
}

function InForce({ standing: { certificate, renewsItself } }: { readonly standing: ConsoleView }) {
  const { name, hostnames, notAfter, daysLeft, sha256 } = certificate;
  return (
    <Section title={says.inForce}>
      <Text size="sm">{renewsItself ? says.renewsItself : says.given}</Text>
      <Facts
        facts={[
          [
            says.with,
            <Anchor key={name} component={Link} to={certificatePath(name)} size="sm">
              {name}
            </Anchor>,
          ],
          [one.hostnames, hostnames.join(', ')],
          [one.until, `${formatTime(notAfter)} (${formatLeft(daysLeft)})`],
          [one.sha256, sha256],
        ]}
      />
    </Section>
  );
}
