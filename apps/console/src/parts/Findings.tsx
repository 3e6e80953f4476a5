import { Alert, Code, List, Text } from '@mantine/core';
import * as texts from '../texts/index.ts';
import { useRemedy } from './use-remedy.ts';

export interface Finding {
  readonly severity: 'error' | 'warning' | 'notice';
  readonly code: string;
  readonly seen: string;
  readonly expected: string;
  readonly remedy: string;
}

const colors = { error: 'red', warning: 'orange', notice: 'blue' } as const;

/** What a preflight found: each with what was seen, what was expected and the remedy. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const remedyOf = useRemedy();
  return (
    <List listStyleType="none" spacing="xs" aria-label={texts.findings.title}>
      {findings.map((finding) => (
        <List.Item key={`${finding.code} ${finding.seen}`} styles={{ itemWrapper: { display: 'block' } }}>
          <Alert color={colors[finding.severity]} variant="light" title={texts.findings[finding.severity]}>
            <Text size="sm" className="code">
              {finding.seen}
            </Text>
            <Text size="sm">{texts.findings.expected(finding.expected)}</Text>
            <Text size="sm">{remedyOf(finding.code, finding.remedy)}</Text>
            <Code className="code">{finding.code}</Code>
          </Alert>
        </List.Item>
      ))}
    </List>
  );
}
