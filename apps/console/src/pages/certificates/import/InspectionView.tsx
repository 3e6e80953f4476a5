import type { CertificateInspection } from '@causeway/contract/admin';
import { Alert, Loader, Stack, Title } from '@mantine/core';
import { formatTime } from '../../../app/format.ts';
import { Facts } from '../../../parts/Facts.tsx';
import { Findings } from '../../../parts/Findings.tsx';
import { RefusalAlert } from '../../../parts/RefusalAlert.tsx';
import { Section } from '../../../parts/Section.tsx';
import * as texts from '../../../texts/index.ts';
import { ChainTable } from '../Chain.tsx';
import { formatLeft } from '../expiry/ExpiryBadge.tsx';
import { Fits } from '../Fits.tsx';
import type { Inspection } from './use-inspection.ts';

const { import: says, one } = texts.certificates;

/** What would be kept of the files, every finding, and whom it would fit; or why they cannot be kept. */
export function InspectionView({ seen, refusal, isLooking }: Inspection) {
  return (
    <div aria-live="polite" aria-busy={isLooking}>
      <Section title={says.look}>
        {isLooking && seen === undefined && <Loader size="sm" aria-label={says.looking} />}
        {refusal !== undefined && <RefusalAlert refusal={refusal} />}
        {seen !== undefined && <Seen seen={seen} />}
      </Section>
    </div>
  );
}

function Seen({ seen }: { readonly seen: CertificateInspection }) {
  const { request, findings, fits } = seen;
  return (
    <Stack gap="md">
      {request !== undefined && (
        <Alert color="blue" variant="light">
          {says.answers(request)}
        </Alert>
      )}
      <SeenFacts seen={seen} />
      <Title order={3} size="h5">
        {one.findings}
      </Title>
      {findings.length === 0 ? one.noFindings : <Findings findings={findings} />}
      <Title order={3} size="h5">
        {one.chain}
      </Title>
      <ChainTable {...seen} />
      <Title order={3} size="h5">
        {one.fits}
      </Title>
      <Fits fits={fits} />
    </Stack>
  );
}

function SeenFacts({ seen }: { readonly seen: CertificateInspection }) {
  const { subject, issuer, hostnames, notBefore, notAfter, daysLeft, key, sha256 } = seen;
  return (
    <Facts
      facts={[
        [one.hostnames, hostnames.join(', ')],
        [one.from, formatTime(notBefore)],
        [one.until, `${formatTime(notAfter)} (${formatLeft(daysLeft)})`],
        [one.subject, subject],
        [one.issuer, issuer],
        [one.key, key],
        [one.sha256, sha256],
      ]}
    />
  );
}
