import type { Explanation } from './explain.ts';
import type { Reason } from './model.ts';
import { type Repoint, repointTo } from './repoint.ts';

type Foreign = Extract<Reason, { kind: 'foreign' }>;

/** What a foreign agent did not do, and what an admin writes into its configuration. */
export function explainForeign({ agent, addresses, isTrustAlone }: Foreign): Explanation {
  const name = agent === '' ? 'a foreign agent' : `a foreign agent, ${agent},`;
  const sentence = `It is ${name} that cannot be re-pointed from here`;
  const [address] = addresses;
  if (address === undefined)
    return { sentence: `${sentence}, and no address stays.`, remedy: 'Retire it, or waive it.' };
  if (isTrustAlone)
    return {
      sentence: `${sentence}, and cannot rehearse the coming certificate at ${address}.`,
      remedy:
        'Put the coming trust anchor beside the present one into its file of trust anchors, then waive it.',
    };
  const repoint = repointTo(address, agent);
  return {
    sentence: `${sentence}, and has not come by ${addresses.join(' or ')} within the active window.`,
    remedy: `${describe(repoint, address)} Or retire it, or waive it.`,
    repoint,
  };
}

function describe(repoint: Repoint | undefined, address: string): string {
  const anchor = address.startsWith('https:') ? ' Give it the trust anchor of that address, too.' : '';
  if (repoint === undefined) return `Point it to ${address} where it is configured.${anchor}`;
  const lines = repoint.lines.map((line) => `\`${line}\``).join(', ');
  const caveat = repoint.caveat === undefined ? '' : ` ${repoint.caveat}`;
  return `Set ${lines} in ${repoint.file} on its computer.${anchor}${caveat}`;
}
