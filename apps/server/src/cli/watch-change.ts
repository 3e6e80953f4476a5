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

type Printer = Pick<CommandContext, 'print' | 'printJson'>;

/**
 * Follows a change to its end and prints each step as it goes.
 * @throws what made it fail, after everything was put back
 */
export async function watchChange(
  api: ApiClient,
  id: string,
  { context, json }: { readonly context: Printer; readonly json: boolean },
): Promise<void> {
  let last: ChangeView | undefined;
  const shown = new Set<string>();
  for await (const change of follow(api, id)) {
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

const OVER: ReadonlySet<ChangeView['state']> = new Set(['done', 'undone', 'stuck']);

/** The server ends a stream after a while, to let in anew who may still look. */
async function* follow(api: ApiClient, id: string): AsyncIterable<ChangeView> {
  let last: ChangeView | undefined;
  do {
    last = undefined;
    for await (const change of api.events<ChangeView>(`/changes/${encodeURIComponent(id)}/events`)) {
      last = change;
      yield change;
    }
  } while (last !== undefined && !OVER.has(last.state));
}

/** A line for every state of a step that was not shown yet, `running` only when it lasts. */
function printNews(change: ChangeView, shown: Set<string>, context: Printer): void {
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
