import { useRefusal } from '../../app/session.ts';
import * as texts from '../../texts/index.ts';
import { type Foreseen, whyNotYet } from './ForeseenChange.tsx';

/** Why Save is off, as it is while nobody knows what it would do. */
export function useWhyNotSave(wanted: object | undefined, foreseen: Foreseen): string | undefined {
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  if (mayNot !== undefined) return mayNot;
  return wanted === undefined ? texts.website.unchanged : whyNotYet(foreseen);
}
