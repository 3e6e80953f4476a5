import type { LocalSite } from '@causeway/contract/upstream-messages';
import type { Command } from 'commander';
import type { LocalRequest } from '../local/local-request.ts';
import { readLocalFile } from './read-local-file.ts';
import { type SiteOptions, siteOfOptions, withSite } from './site-options.ts';
import { type StateOption, withState } from './state-option.ts';

/** A site with its certificate, as it is to be tested or applied. */
export interface LocalOptions extends SiteOptions, StateOption {
  readonly certificate?: string;
  readonly key?: string;
  readonly anchor?: string;
}

export function withLocalSite(command: Command): Command {
  return withSite(withState(command))
    .option('--certificate <file>', 'certificate with its chain: PEM, DER, PKCS#7 or PFX')
    .option('--key <file>', 'its private key, which stays on this machine')
    .option('--anchor <file>', 'the trust anchor, where it is neither in the chain nor a public root');
}

/** What is not given is as it is served now. @throws LOCAL_FILE_UNREADABLE, and what `siteOfOptions` throws */
export async function localRequestOf(options: LocalOptions, before: LocalSite): Promise<LocalRequest> {
  const { certificate, key, anchor } = options;
  return {
    site: siteOfOptions(options, before),
    ...(certificate !== undefined && { certificate: await readBase64(certificate) }),
    ...(key !== undefined && { key: await readBase64(key) }),
    ...(anchor !== undefined && { anchor: await readBase64(anchor) }),
  };
}

export async function readBase64(file: string): Promise<string> {
  return (await readLocalFile(file)).toString('base64');
}
