import type { ConfigureAnswer } from '@causeway/contract/admin';
import { useNavigate } from '@tanstack/react-router';

/** To the change that was started, if one was. */
export function useFollowChange(): (answer: ConfigureAnswer) => void {
  const navigate = useNavigate();
  return ({ change }) => {
    if (change !== undefined) void navigate({ to: `/changes/${change}` });
  };
}
