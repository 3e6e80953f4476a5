import type { AcmeOrderView, CertificateView } from '@causeway/contract/admin';
import { Group, Switch, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useDeed } from '../../api/use-api.ts';
import { useRefusal } from '../../app/session.ts';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import { certificatePath } from './certificate-path.ts';
import { useSelfRenewing } from './console/use-self-renewing.ts';

const { renewal: says } = texts.certificates;

/** Whether a certificate is renewed by itself, and the way to do it now. */
export function Renewal({ certificate }: { readonly certificate: CertificateView }) {
  const { id, name, origin, renewal } = certificate;
  const isOfConsole = useSelfRenewing() === id;
  const configure = useDeed<CertificateView>();
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  const canRenew = origin === 'internal' || origin === 'acme';
  const isOn = renewal === 'automatic' || isOfConsole;
  const whyFixed = isOfConsole ? says.byConsole : says.impossible;
  const because = mayNot ?? (canRenew ? undefined : whyFixed);
  const choose = (next: CertificateView['renewal']) =>
    configure.mutate({
      method: 'POST',
      path: `${certificatePath(name)}/renewal`,
      body: { renewal: next },
    });
  return (
    <Section title={says.title}>
      <Switch
        label={says.label}
        description={because ?? (isOn ? says.on : says.off)}
        checked={isOn}
        disabled={because !== undefined || configure.isPending}
        onChange={(event) => choose(event.currentTarget.checked ? 'automatic' : 'by-hand')}
      />
      {configure.error !== null && <RefusalAlert refusal={configure.error.refusal} />}
      {origin === 'acme' && <RenewNow name={name} mayNot={mayNot} />}
    </Section>
  );
}

interface RenewNowProps {
  readonly name: string;
  readonly mayNot: string | undefined;
}

function RenewNow({ name, mayNot }: RenewNowProps) {
  const navigate = useNavigate();
  const renew = useDeed<AcmeOrderView>(({ id }) => void navigate({ to: `/certificates/acme/orders/${id}` }));
  return (
    <>
      <Group gap="sm">
        <ReasonedButton
          variant="default"
          because={mayNot}
          loading={renew.isPending}
          onClick={() => renew.mutate({ method: 'POST', path: `${certificatePath(name)}/renew` })}
        >
          {says.renewNow}
        </ReasonedButton>
        <Text size="sm" c="dimmed">
          {says.renewNowSays}
        </Text>
      </Group>
      {renew.error !== null && <RefusalAlert refusal={renew.error.refusal} />}
    </>
  );
}
