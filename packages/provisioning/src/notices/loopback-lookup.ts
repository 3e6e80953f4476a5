import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isTrialHostname } from '@causeway/contract';

/** RFC 6761 section 6.3: names under localhost are loopback, whatever a name server says. */
export const lookup: LookupFunction = (hostname, options, callback) => {
  systemLookup(isTrialHostname(hostname) ? 'localhost' : hostname, options, callback);
};
