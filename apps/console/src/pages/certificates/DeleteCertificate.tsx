import type { CertificateView } from '@causeway/contract/admin';
import { Group } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useRefusal } from '../../app/session.ts';
import { DeleteByName } from '../../parts/DeleteByName.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import { certificatePath } from './certificate-path.ts';

const { remove: says } = texts.certificates;

export function DeleteCertificate({
  certificate: { name, usedBy },
}: {
  readonly certificate: CertificateView;
}) {
  const navigate = useNavigate();
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  const because = mayNot ?? (usedBy.length > 0 ? says.used(usedBy.join(', ')) : undefined);
  return (
    <Section title={says.title} says={says.says}>
      <Group>
        <DeleteByName
          button={says.button}
          because={because}
          title={says.ask(name)}
          text={says.says}
          name={name}
          action={says.action}
          path={certificatePath(name)}
          onDone={() => void navigate({ to: '/certificates' })}
        />
      </Group>
    </Section>
  );
}
