import type { ChangeView } from '@causeway/contract/admin';
import { Anchor, Breadcrumbs, Group, Paper, Stack, Text, Timeline } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useThing } from '../../api/use-api.ts';
import { useEvents } from '../../api/use-events.ts';
import { formatDuration, formatTime } from '../../app/format.ts';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import { StateBadge } from '../../parts/StateBadge.tsx';
import * as texts from '../../texts/index.ts';
import { CrossingsUnderWay } from './CrossingsUnderWay.tsx';
import { isUnderWay, stateOfChange, stateOfStep } from './change-state.ts';
import { StepDetail } from './StepDetail.tsx';
import { titleOfStep } from './title-of-step.ts';
import { UndoButton } from './UndoButton.tsx';
import { useChangesApi } from './use-changes-api.ts';

const says = texts.changes;

/** One change, live: its steps, how long each took, what is proven, and the way back while there is one. */
export default function ChangePage() {
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const path = `${useChangesApi()}/${encodeURIComponent(id)}`;
  const change = useThing<ChangeView>(path);
  useEvents(path, isUnderWay(change) ? `${path}/events` : undefined);
  const state = stateOfChange(change.state);
  return (
    <>
      <Breadcrumbs mb="xs">
        <Anchor component={Link} to="/changes">
          {says.title}
        </Anchor>
        <Text>{change.tenants.join(', ')}</Text>
      </Breadcrumbs>
      <PageTitle
        title={says.titleOf(change.tenants.join(', '))}
        says={says.requested(change.requestedBy, formatTime(change.requestedAt))}
      >
        <div role="status" aria-label={says.state}>
          <StateBadge tone={state.tone}>{state.word}</StateBadge>
        </div>
        <UndoButton change={change} />
      </PageTitle>
      <Stack>
        {change.error !== null && <RefusalAlert refusal={change.error} />}
        <Paper withBorder p="lg">
          <Steps change={change} />
        </Paper>
      </Stack>
    </>
  );
}

function Steps({ change }: { readonly change: ChangeView }) {
  const done = change.steps.filter(({ state }) => state !== 'waiting').length;
  return (
    <Timeline active={done - 1} bulletSize={18} role="list" aria-label={says.steps}>
      {change.steps.map((step) => (
        <Timeline.Item key={step.index} role="listitem" title={titleOfStep(step)}>
          <StepLine step={step} tenants={change.tenants} />
        </Timeline.Item>
      ))}
    </Timeline>
  );
}

type Step = ChangeView['steps'][number];

interface StepLineProps {
  readonly step: Step;
  readonly tenants: readonly string[];
}

function StepLine({ step, tenants }: StepLineProps) {
  const { word, tone } = stateOfStep(step.state);
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <StateBadge tone={tone}>{word}</StateBadge>
        {step.startedAt !== null && step.endedAt !== null && (
          <Text size="sm" c="dimmed" className="numbers">
            {formatDuration(step.endedAt - step.startedAt)}
          </Text>
        )}
      </Group>
      <StepDetail detail={step.detail} />
      {step.name === 'crossing' && step.state === 'running' && <CrossingsUnderWay tenants={tenants} />}
    </Stack>
  );
}
