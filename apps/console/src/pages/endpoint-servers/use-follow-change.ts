import type { ConfigureAnswer } from '@causeway/contract/admin';
import { useNavigate } from '@tanstack/react-router';
import { useSession } from '../../app/session.ts';

/** To the change that was started, where changes are shown: at provisioning. */
export function useFollowChange(): (answer: ConfigureAnswer) => void {
  const { site } = useSession();
  const navigate = useNavigate();
  return ({ change }) => {
    if (change !== undefined && site.kind === 'provisioning') void navigate({ to: `/changes/${change}` });
  };
}
