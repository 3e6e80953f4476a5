import type { ChangeView } from '@causeway/contract/admin';
import { CausewayError } from '@causeway/errors';
import { serverErrors } from '../errors.ts';
import type { ApiClient } from './api-client.ts';
import type { CommandContext } from './command-context.ts';

const MARKS: Readonly<Record<string, string>> = {
  running: '…',
  done: '✓',
  failed: '✗',
  undoing: '↶',
  undone: '↶',
};

/**
 * Follows a change to its end and prints each step as it goes.
 * @throws what made it fail, after everything was put back
 */
export async function watchChange(
  api: ApiClient,
  id: string,
  { context, json }: { readonly context: CommandContext; readonly json: boolean },
): Promise<void> {
  let last: ChangeView | undefined;
  const shown = new Set<string>();
  for await (const change of api.events<ChangeView>(`/changes/${encodeURIComponent(id)}/events`)) {
    last = change;
    if (!json) printNews(change, shown, context);
  }
  last ??= await api.get<ChangeView>(`/changes/${encodeURIComponent(id)}`);
  if (json) context.printJson(last);
  else context.print(`Change ${id} is ${last.state}.`);
  if (last.state === 'done' || last.state === 'running' || last.state === 'crossing') return;
  throw last.error === null
    ? serverErrors.error('CHANGE_FAILED', { seen: last.state })
    : CausewayError.fromDocument(last.error);
}

/** A line for every state of a step that was not shown yet, `running` only when it lasts. */
function printNews(change: ChangeView, shown: Set<string>, context: CommandContext): void {
  for (const step of change.steps) {
    const key = `${step.index} ${step.state}`;
    if (step.state === 'waiting' || shown.has(key)) continue;
    shown.add(key);
    if (step.state === 'running' && change.state !== 'crossing') continue;
    const took =
      step.endedAt === null || step.startedAt === null ? '' : ` (${step.endedAt - step.startedAt} ms)`;
    context.print(`  ${MARKS[step.state] ?? ' '} ${step.title}${took}`);
  }
}
