import type { CertificateView, ConfigureAnswer } from '@causeway/contract/admin';
import { Group, NativeSelect, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useDeed, useThing } from '../../api/use-api.ts';
import { useRefusal } from '../../app/session.ts';
import { useView } from '../../app/use-view.ts';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import { type Foreseen, ForeseenChange, useForeseenChange, whyNotYet } from '../tenants/ForeseenChange.tsx';
import { certificatePath } from './certificate-path.ts';
import type { User } from './Users.tsx';

const { replace: says } = texts.certificates;

interface ReplaceCertificateProps {
  readonly certificate: CertificateView;
  readonly users: readonly User[];
}

/** Gives all who use a certificate another: what it would do is said first, and the change shows how it goes. */
export function ReplaceCertificate({ certificate: { name }, users }: ReplaceCertificateProps) {
  const others = useThing<CertificateView[]>('/certificates').filter((other) => other.name !== name);
  const [{ with: chosen }, change] = useView();
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  const isUsed = users.some(({ kind }) => kind !== 'console');
  const coming = isUsed && mayNot === undefined ? chosen : undefined;
  const path = `${certificatePath(name)}/replace`;
  const wanted = coming === undefined ? undefined : { with: coming };
  const foreseen = useForeseenChange(path, wanted);
  const navigate = useNavigate();
  const replace = useDeed<ConfigureAnswer>(
    ({ change: id }) => id !== undefined && void navigate({ to: `/changes/${id}` }),
  );
  const because = mayNot ?? whyNot(coming, foreseen);
  if (!isUsed || others.length === 0)
    return (
      <Section title={says.title}>
        <Text size="sm">{isUsed ? says.alone : says.unused}</Text>
      </Section>
    );
  return (
    <Section title={says.title} says={says.says}>
      <NativeSelect
        label={says.with}
        maw={480}
        data={[{ value: '', label: says.choose }, ...others.map(optionOf)]}
        value={chosen ?? ''}
        onChange={(event) => change({ with: event.currentTarget.value })}
      />
      {coming !== undefined && <ForeseenChange {...foreseen} title={says.foreseen} />}
      {replace.error !== null && <RefusalAlert refusal={replace.error.refusal} />}
      <Group>
        <ReasonedButton
          because={because}
          loading={replace.isPending}
          onClick={() => replace.mutate({ method: 'POST', path, body: wanted })}
        >
          {says.start}
        </ReasonedButton>
      </Group>
    </Section>
  );
}

function whyNot(coming: string | undefined, foreseen: Foreseen): string | undefined {
  if (coming === undefined) return says.notChosen;
  return foreseen.answer?.steps.length === 0 ? says.noSteps : whyNotYet(foreseen);
}

function optionOf({ name, hostnames }: CertificateView) {
  return { value: name, label: `${name}: ${hostnames.join(', ')}` };
}
