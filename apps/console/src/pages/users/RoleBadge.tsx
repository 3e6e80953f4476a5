import type { Role } from '@causeway/contract/admin';
import { StateBadge, type Tone } from '../../parts/StateBadge.tsx';
import * as texts from '../../texts/index.ts';

const tones: Readonly<Record<Role, Tone>> = { admin: 'busy', operator: 'good', viewer: 'quiet' };

export function RoleBadge({ role }: { readonly role: Role }) {
  return <StateBadge tone={tones[role]}>{texts.roles[role]}</StateBadge>;
}
