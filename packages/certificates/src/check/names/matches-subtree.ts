import type { GeneralName } from '../../read/general-name.ts';
import { isWithinName } from '../../read/read-name.ts';

export type SubtreeMatch = 'within' | 'outside' | 'unreadable';

/** Whether both are of one form: a subtree says nothing about names of another. */
export function isSameForm(name: GeneralName, base: GeneralName): boolean {
  if (name.kind === 'other') return base.kind === 'other' && base.tag === name.tag;
  return name.kind === base.kind;
}

/** Whether a name lies in a subtree of its form (RFC 5280 section 4.2.1.10), as OpenSSL reads it. */
export function matchesSubtree(name: GeneralName, base: GeneralName): SubtreeMatch {
  if (name.kind === 'dns' && base.kind === 'dns') return matchesDomain(name.text, base.text);
  if (name.kind === 'address' && base.kind === 'address') return matchesNetwork(name.bytes, base.bytes);
  if (name.kind === 'directory' && base.kind === 'directory')
    return within(isWithinName(name.name, base.name));
  if (name.kind === 'email' && base.kind === 'email') return matchesMailbox(name.text, base.text);
  if (name.kind === 'uri' && base.kind === 'uri') return matchesUri(name.text, base.text);
  return 'unreadable';
}

/** The domain and what is below it; with a dot before, below it alone. A wildcard is a label like any other. */
function matchesDomain(name: string, base: string): SubtreeMatch {
  return within(base === '' || name === base || name.endsWith(base.startsWith('.') ? base : `.${base}`));
}

/** An address and its mask, each as long as the name. */
function matchesNetwork(address: Buffer, base: Buffer): SubtreeMatch {
  if (![4, 16].includes(address.length) || ![8, 32].includes(base.length)) return 'unreadable';
  if (base.length !== address.length * 2) return 'outside';
  const mask = base.subarray(address.length);
  const isEqual = (byte: number, index: number) => ((byte ^ (base[index] ?? 0)) & (mask[index] ?? 0)) === 0;
  return within(address.every(isEqual));
}

/** A mailbox, all of one host, or with a dot before all hosts below a domain. */
function matchesMailbox(mailbox: string, base: string): SubtreeMatch {
  const at = mailbox.lastIndexOf('@');
  if (at === -1) return 'unreadable';
  if (base.startsWith('.')) return within(mailbox.endsWith(base));
  return within(base.includes('@') ? mailbox === base : mailbox.slice(at + 1) === base);
}

/** The host of a URI, or with a dot before all hosts below a domain. */
function matchesUri(uri: string, base: string): SubtreeMatch {
  const [, host] = /^[^:]+:\/\/([^:/]+)/.exec(uri) ?? [];
  if (host === undefined) return 'unreadable';
  return within(base.startsWith('.') ? host.endsWith(base) : host === base);
}

function within(isWithin: boolean): SubtreeMatch {
  return isWithin ? 'within' : 'outside';
}
