import type { ConsoleView } from '@causeway/contract/admin';
import { useThing } from '../../../api/use-api.ts';

/** The id of the certificate that the console made for itself, and renews; undefined when it was given another. */
export function useSelfRenewing(): string | undefined {
  const { certificate, renewsItself } = useThing<ConsoleView>('/console/certificate');
  return renewsItself ? certificate.id : undefined;
}
