import type { AcmeOrderView } from '@causeway/contract/admin';
import { Anchor, Button, Group, Stack } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { RefusedError } from '../../../api/call.ts';
import { queryOf, useDeed } from '../../../api/use-api.ts';
import { formatTime } from '../../../app/format.ts';
import { useRefusal } from '../../../app/session.ts';
import { type Fact, Facts } from '../../../parts/Facts.tsx';
import { PageTitle } from '../../../parts/PageTitle.tsx';
import { ReasonedButton } from '../../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../../parts/RefusalAlert.tsx';
import { Section } from '../../../parts/Section.tsx';
import { StateBadge } from '../../../parts/StateBadge.tsx';
import * as texts from '../../../texts/index.ts';
import { certificatePath } from '../certificate-path.ts';
import { OrderSteps } from './OrderSteps.tsx';
import { isOver, toneOfOrder } from './order-state.ts';

const { acme: says } = texts.certificates;

/** An order has no events; one look a second shows each of its steps. */
const LOOK_EVERY_MS = 1_000;

/** One order, live: how far it is, why it waits, and what can be done. */
export default function OrderPage() {
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const { data: order } = useSuspenseQuery<AcmeOrderView, RefusedError>({
    ...queryOf<AcmeOrderView>(`/acme/orders/${id}`),
    refetchInterval: ({ state }) =>
      state.data !== undefined && isOver(state.data.state) ? false : LOOK_EVERY_MS,
  });
  const { certificate, state, requestedBy, requestedAt } = order;
  return (
    <>
      <PageTitle
        title={says.titleOf(certificate)}
        says={says.requested(requestedBy, formatTime(requestedAt))}
      >
        <StateBadge tone={toneOfOrder[state]}>{says.states[state]}</StateBadge>
        <OrderActions order={order} />
      </PageTitle>
      <Stack>
        {order.error !== null && <RefusalAlert refusal={order.error} />}
        <Section title={says.order}>
          <OrderSteps state={state} />
          <Facts facts={factsOf(order)} />
        </Section>
      </Stack>
    </>
  );
}

function factsOf(order: AcmeOrderView): Fact[] {
  const { hostnames, account, challenge, dnsHook, failures, nextTryAt, renewalExplanationUrl } = order;
  return [
    [says.hostnames, hostnames.join(', ')],
    [says.account, account],
    [says.challenge, says.challenges[challenge]],
    ...(dnsHook === null ? [] : [[says.hook, dnsHook] satisfies Fact]),
    ...(failures === 0 ? [] : [[says.failures, failures] satisfies Fact]),
    ...(nextTryAt === null || failures === 0 ? [] : [[says.nextTry, formatTime(nextTryAt)] satisfies Fact]),
    ...(renewalExplanationUrl === null ? [] : [whyThen(renewalExplanationUrl)]),
  ];
}

function whyThen(url: string): Fact {
  return [
    says.why,
    <Anchor key={url} href={url} rel="noreferrer" size="sm">
      {url}
    </Anchor>,
  ];
}

function OrderActions({ order: { id, certificate, state } }: { readonly order: AcmeOrderView }) {
  const act = useDeed<AcmeOrderView>();
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  if (state === 'done')
    return (
      <Button component={Link} to={certificatePath(certificate)}>
        {says.toCertificate}
      </Button>
    );
  const because = mayNot ?? (isOver(state) ? says.over : undefined);
  const press = (verb: 'retry' | 'cancel') =>
    act.mutate({ method: 'POST', path: `/acme/orders/${id}/${verb}` });
  return (
    <Group gap="xs">
      <ReasonedButton variant="default" because={because} onClick={() => press('cancel')}>
        {says.cancel}
      </ReasonedButton>
      <ReasonedButton because={because} onClick={() => press('retry')}>
        {says.retry}
      </ReasonedButton>
      {act.error !== null && <RefusalAlert refusal={act.error.refusal} />}
    </Group>
  );
}
