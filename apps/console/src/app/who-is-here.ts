import type { MeView } from '@causeway/contract/admin';
import { call, RefusedError } from '../api/call.ts';

/**
 * Who is signed in; null when nobody is. That is an answer as any other: it is not forgotten when the server cannot be
 * asked the next time.
 */
export async function whoIsHere(path: string): Promise<MeView | null> {
  try {
    return await call<MeView>('GET', path);
  } catch (error) {
    if (error instanceof RefusedError && error.refusal.code === 'SIGNED_OUT') return null;
    throw error;
  }
}
