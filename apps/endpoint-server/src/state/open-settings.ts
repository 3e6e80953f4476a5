import { generateSealingKey } from '@causeway/certificates';
import type { LocalSite } from '@causeway/contract/upstream-messages';
import { KeptDocument } from './kept-document.ts';
import type { Settings } from './settings.ts';

/** What this start was given of the settings. */
export interface GivenSettings {
  /** The site to propose, made of what was proposed before. @throws what is wrong with it */
  readonly proposed: (before: LocalSite | undefined) => LocalSite;
  readonly maxBytes: number | undefined;
  readonly metrics: string | undefined;
}

/** 1 GiB: fifty thousand inventories of 20 kB. */
const USUAL_MAX_BYTES = 1024 ** 3;

/** What is kept with what is given over it, kept for the next start. @throws what `proposed` throws */
export async function openSettings(file: string, given: GivenSettings): Promise<Settings> {
  const held = await KeptDocument.open<Partial<Settings>>(file, {});
  const { sealing = generateSealingKey(), maxBytes = USUAL_MAX_BYTES, metrics = null } = held.value;
  const settings: Settings = {
    ...{ format: 1, sealing, proposed: given.proposed(held.value.proposed) },
    ...{ maxBytes: given.maxBytes ?? maxBytes, metrics: given.metrics ?? metrics },
  };
  await held.update(() => settings);
  return settings;
}
