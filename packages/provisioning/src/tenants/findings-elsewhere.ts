import type { Finding } from '@causeway/certificates';
import { type SitePlan, siteNameOf } from '@causeway/changes';
import { checkPreflight, type PreflightInput } from './preflight.ts';

/**
 * The preflight of a website on another machine: what its ports and names lead to there is for that machine to find,
 * which it does when it is offered to serve it.
 */
export async function findingsElsewhere(site: SitePlan, input: PreflightInput): Promise<Finding[]> {
  const outside = {
    ...input.outside,
    checkPortFree: async () => [],
    checkHostnameResolves: async () => [],
  };
  const findings = await checkPreflight({
    ...{ ...input, outside, isPortOurs: () => true },
    // A key that is not here may be there: the endpoint server refuses an offer that it has no key for.
    keyPlace: 'there',
  });
  return findings.map((finding) => ({ ...finding, seen: `${siteNameOf(site)}: ${finding.seen}` }));
}
