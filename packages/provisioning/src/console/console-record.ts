import type { ProvisioningStore } from '../provisioning-store.ts';
import type { ConsoleState } from './console-state.ts';

const SETTING = 'console-certificate';

/** Undefined before the first start. */
export async function loadConsoleState(
  store: Pick<ProvisioningStore, 'settings'>,
): Promise<ConsoleState | undefined> {
  const text = await store.settings.get(SETTING);
  // We wrote it, in one piece with each of its changes.
  return text === undefined ? undefined : (JSON.parse(text) as ConsoleState);
}

export async function saveConsoleState(store: ProvisioningStore, state: ConsoleState): Promise<void> {
  await store.settings.set(SETTING, JSON.stringify(state));
}
