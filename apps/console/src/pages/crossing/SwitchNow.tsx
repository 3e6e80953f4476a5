import type { ConfigureAnswer, CrossingView, TenantView } from '@causeway/contract/admin';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useDeed, useMaybe } from '../../api/use-api.ts';
import { useRefusal, useSession } from '../../app/session.ts';
import { useTenantApi } from '../../app/tenant.ts';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import * as texts from '../../texts/index.ts';
import { ForeseenChange, useForeseenChange, whyNotYet } from '../tenants/ForeseenChange.tsx';
import { whyNotNow } from './why-not-now.ts';

const { switchNow: says, one } = texts.crossing;

/** Of all that the Website tab can ask for. */
const WANTED = { binding: 'https', now: true } as const;

/** Closes the old address, when the law holds; says why not when it does not. */
export function SwitchNow({ view }: { readonly view: CrossingView }) {
  const { site } = useSession();
  const { data: tenant } = useMaybe<TenantView>(useTenantApi());
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  const [isOpen, { open, close }] = useDisclosure();
  const because = mayNot ?? whyNotNow({ view, binding: tenant?.saved.binding, site: site.kind });
  return (
    <>
      <ReasonedButton because={because} onClick={open}>
        {says.button}
      </ReasonedButton>
      <Modal
        opened={isOpen}
        onClose={close}
        title={says.title(view.tenant)}
        size="lg"
        closeButtonProps={{ 'aria-label': one.close }}
      >
        <Confirm onClose={close} />
      </Modal>
    </>
  );
}

function Confirm({ onClose }: { readonly onClose: () => void }) {
  const api = useTenantApi();
  const navigate = useNavigate();
  const foreseen = useForeseenChange(`${api}/site`, WANTED);
  const start = useDeed<ConfigureAnswer>(({ change }) => {
    onClose();
    if (change !== undefined) void navigate({ to: `/changes/${change}` });
  });
  const because = whyNotYet(foreseen);
  return (
    <Stack>
      <Text size="sm">{says.text}</Text>
      <ForeseenChange {...foreseen} />
      {start.error !== null && <RefusalAlert refusal={start.error.refusal} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {says.cancel}
        </Button>
        <ReasonedButton
          because={because}
          loading={start.isPending}
          onClick={() => start.mutate({ method: 'POST', path: `${api}/site`, body: WANTED })}
        >
          {says.confirm}
        </ReasonedButton>
      </Group>
    </Stack>
  );
}
