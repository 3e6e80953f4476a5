import type { ImportCertificate } from '@causeway/contract/admin';
import { provisioningErrors } from '../errors.ts';
import type { ConsoleState, ConsoleTrial } from './console-state.ts';

/** A name in the store, or files to import. */
export type ChosenCertificate = string | ImportCertificate;

/** @throws CONSOLE_CERTIFICATE_UNSAID unless there is one of the two. */
export function requireOne(request: {
  readonly certificate?: string | undefined;
  readonly import?: ImportCertificate | undefined;
}): ChosenCertificate {
  const [chosen, ...others] = [request.certificate, request.import].filter((one) => one !== undefined);
  if (chosen !== undefined && others.length === 0) return chosen;
  throw provisioningErrors.error('CONSOLE_CERTIFICATE_UNSAID', {
    seen: chosen === undefined ? 'none' : 'two',
    expected: 'a certificate of the store, or one to import',
  });
}

/** @throws CONSOLE_TRIAL_RUNNING */
export function refuseSecondTrial({ trial }: ConsoleState): void {
  if (trial === null) return;
  throw provisioningErrors.error('CONSOLE_TRIAL_RUNNING', {
    seen: `one that ${trial.by} chose, to be confirmed until ${new Date(trial.until).toISOString()}`,
    expected: 'no certificate that waits to be confirmed',
  });
}

/** @throws CONSOLE_TRIAL_OVER */
export function requireTrial({ trial, undone }: ConsoleState): ConsoleTrial {
  if (trial !== null) return trial;
  throw provisioningErrors.error('CONSOLE_TRIAL_OVER', {
    seen: undone === null ? 'none is waiting' : `${undone.name} was taken back: ${undone.reason}`,
    expected: 'a certificate that waits to be confirmed',
  });
}

/** @throws CONSOLE_CONNECTION_OLD when the connection was made under another certificate. */
export function refuseOldConnection(
  shownSha256: string | undefined,
  { sha256 }: { readonly sha256: string },
): void {
  if (shownSha256 === sha256) return;
  throw provisioningErrors.error('CONSOLE_CONNECTION_OLD', {
    seen: `a connection with the certificate ${shownSha256 ?? 'unknown'}`,
    expected: `a new connection, with the certificate ${sha256}`,
  });
}
