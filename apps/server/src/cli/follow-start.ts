import type { ConfigureAnswer } from '@causeway/contract/admin';
import type { ApiClient } from './api-client.ts';
import type { CommandContext } from './command-context.ts';
import { formatFindings } from './format-findings.ts';
import { watchChange } from './watch-change.ts';

interface Following {
  readonly context: CommandContext;
  readonly json: boolean;
  /** Whether to stay until the change is over. */
  readonly wait: boolean;
}

/** Says what became of a request for a change, and follows the change when it has started. @throws what made it fail */
export async function followStart(
  api: ApiClient,
  answer: ConfigureAnswer,
  { context, json, wait }: Following,
): Promise<void> {
  if (!json && answer.findings.length > 0) context.note(formatFindings(answer.findings));
  if (answer.change !== undefined && wait) return watchChange(api, answer.change, { context, json });
  if (json) return context.printJson(answer);
  context.print(describeStart(answer));
}

function describeStart({ change, steps, dryRun }: ConfigureAnswer): string {
  if (change !== undefined)
    return `Change ${change} has started; watch it with: causeway change watch ${change}`;
  // What is taken at once takes no steps.
  if (steps.length === 0) return dryRun ? 'This would go through at once.' : 'Everything is as asked.';
  const lines = steps.map(({ title }, index) => `  ${index + 1}. ${title}`);
  return ['This would go through. Nothing was changed. The steps would be:', ...lines].join('\n');
}
