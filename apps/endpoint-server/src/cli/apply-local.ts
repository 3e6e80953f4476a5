import { visible } from '@causeway/errors';
import type { ControlClient } from '../control/control-client.ts';
import type { Progress } from '../local/local-changes.ts';
import type { ApplyRequest } from '../local/local-request.ts';
import { formatFindings } from './print.ts';
import type { Surroundings } from './surroundings.ts';

/** Applies and shows each step. Resolves when it is kept. @throws what `ControlClient.apply` throws */
export async function applyLocal(
  client: ControlClient,
  request: ApplyRequest,
  { surroundings, isJson }: { readonly surroundings: Surroundings; readonly isJson: boolean },
): Promise<void> {
  const say = (line: string) => surroundings.stdout.write(`${line}\n`);
  const kept = await client.apply(request, (progress) =>
    say(isJson ? JSON.stringify(progress) : formatProgress(progress)),
  );
  say(isJson ? JSON.stringify({ kind: 'kept', ...kept }) : 'Kept: somebody came through from outside.');
}

function formatProgress(progress: Progress): string {
  switch (progress.kind) {
    case 'tested':
      return formatFindings(progress.findings);
    case 'serving':
      return visible(
        `Serving ${progress.addresses.join(', ')}; waiting up to a minute for somebody to come through from outside …`,
      );
    case 'not-seen':
      return visible(`Not seen from outside: ${progress.why}`);
  }
}
