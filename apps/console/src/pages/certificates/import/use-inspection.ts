import type { CertificateInspection } from '@causeway/contract/admin';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { call, type Refusal, type RefusedError } from '../../../api/call.ts';

/** Whoever types a password is not asked about every letter. */
const PAUSE_MS = 300;

/** What is sent to be looked at, and then to be kept. */
export interface ImportParts {
  readonly file?: string;
  readonly chainFile?: string;
  readonly keyFile?: string;
  readonly password?: string;
  readonly withoutKey?: boolean;
}

export interface Inspection {
  readonly seen: CertificateInspection | undefined;
  readonly refusal: Refusal | undefined;
  readonly isLooking: boolean;
}

/** What would be kept of these files, with nothing kept; `undefined` asks nothing. */
export function useInspection(parts: ImportParts | undefined): Inspection {
  const wanted = parts === undefined ? '' : JSON.stringify(parts);
  const [asked] = useDebouncedValue(wanted, PAUSE_MS);
  const { data, error, isFetching } = useQuery<CertificateInspection, RefusedError>({
    // A password and a private key are in it: kept no longer than the page is open.
    queryKey: ['inspect', asked],
    gcTime: 0,
    enabled: asked !== '',
    refetchInterval: false,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => call('POST', '/certificates/inspect', JSON.parse(asked)),
  });
  const isPast = asked !== wanted;
  return {
    seen: isPast ? undefined : data,
    refusal: isPast ? undefined : error?.refusal,
    isLooking: isPast || isFetching,
  };
}

const passwordCodes = new Set([
  'CERTIFICATE_PFX_PASSWORD_REQUIRED',
  'CERTIFICATE_PFX_PASSWORD_WRONG',
  'CERTIFICATE_KEY_PASSWORD_REQUIRED',
  'CERTIFICATE_KEY_PASSWORD_WRONG',
]);

/** The files open by a password that was not given, or by another. */
export function asksForPassword(refusal: Refusal | undefined): boolean {
  return refusal !== undefined && passwordCodes.has(refusal.code);
}
