import type { AcmeOrderView } from '@causeway/contract/admin';
import { Group, Timeline } from '@mantine/core';
import { StateBadge, type Tone } from '../../../parts/StateBadge.tsx';
import * as texts from '../../../texts/index.ts';
import { orderSteps, type StepState, stateOfStep } from './order-state.ts';

const { acme: says } = texts.certificates;

const tones: Readonly<Record<StepState, Tone>> = { done: 'good', now: 'busy', coming: 'quiet' };

export function OrderSteps({ state }: Pick<AcmeOrderView, 'state'>) {
  if (state === 'failed' || state === 'cancelled') return null;
  const steps = orderSteps.map((step) => ({ step, standing: stateOfStep(step, state) }));
  const last = steps.findLastIndex(({ standing }) => standing !== 'coming');
  return (
    <Timeline active={last} bulletSize={18} aria-label={says.steps}>
      {steps.map(({ step, standing }) => (
        <Timeline.Item key={step} title={says.states[step]}>
          <Group>
            <StateBadge tone={tones[standing]}>{says.stepStates[standing]}</StateBadge>
          </Group>
        </Timeline.Item>
      ))}
    </Timeline>
  );
}
