import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { Failure } from './Failure.tsx';

/** In place of a page that could not be shown. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const boundary = useQueryErrorResetBoundary();
  const router = useRouter();
  const again = () => {
    boundary.reset();
    reset();
    void router.invalidate();
  };
  return <Failure error={error} onAgain={again} />;
}
