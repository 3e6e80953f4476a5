import { renewalIdOf } from '@causeway/certificates';
import { RenewalInfo } from '../protocol/messages.ts';
import type { Answer, Session } from '../protocol/session.ts';

/** What the CA suggests for a certificate (RFC 9773 section 4.1); undefined when it has no such service. */
export async function fetchRenewalInfo(
  session: Session,
  certificatePem: string,
): Promise<Answer<RenewalInfo> | undefined> {
  const { renewalInfo } = await session.directory();
  const id = renewalIdOf(certificatePem);
  if (renewalInfo === undefined || id === undefined) return undefined;
  return session.fetchPublic(`${renewalInfo.replace(/\/$/, '')}/${id}`, RenewalInfo);
}
