import { List, Stack, Text } from '@mantine/core';
import { Findings } from '../../parts/Findings.tsx';
import * as texts from '../../texts/index.ts';
import { type Proof, readDetail, type SiteDetail } from './read-detail.ts';
import { sayCounts } from './say-counts.ts';

const says = texts.changes;

/** What a step found, proved or published, website by website. */
export function StepDetail({ detail }: { readonly detail: unknown }) {
  const sites = readDetail(detail);
  return sites.map((site) => <OneSite key={site.site} {...site} isAlone={sites.length === 1} />);
}

function OneSite(props: SiteDetail & { readonly isAlone: boolean }) {
  const { site, findings, proofs, revision, counts, setAside, isAlone } = props;
  return (
    <Stack gap={4}>
      {!isAlone && (
        <Text size="sm" fw={600}>
          {site}
        </Text>
      )}
      {revision !== undefined && <Line text={says.revision(revision)} />}
      {counts !== undefined && <Line text={sayCounts(counts)} />}
      {setAside !== undefined && <Line text={says.setAside(setAside.seen, setAside.code)} />}
      {proofs !== undefined && <Proofs proofs={proofs} />}
      {findings !== undefined && <Findings findings={findings} />}
    </Stack>
  );
}

function Line({ text }: { readonly text: string }) {
  return (
    <Text size="sm" c="dimmed" className="code">
      {text}
    </Text>
  );
}

function Proofs({ proofs }: { readonly proofs: readonly Proof[] }) {
  return (
    <List size="sm" c="dimmed" aria-label={says.proofs}>
      {proofs.map(({ address, check, code, seen }) => (
        <List.Item key={`${address} ${check}`} className="code">
          {code === 'OK' ? says.proven(address, nameOf(check)) : says.notProven(address, code, seen)}
        </List.Item>
      ))}
    </List>
  );
}

function nameOf(check: string | undefined): string {
  const names: Readonly<Record<string, string>> = says.checks;
  return names[check ?? ''] ?? check ?? '';
}
