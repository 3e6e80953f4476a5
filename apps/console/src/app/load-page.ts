import { type ComponentType, useEffect } from 'react';
import { notReached, RefusedError } from '../api/call.ts';
import * as texts from '../texts/index.ts';

/** The code of a page, as `import` brings it. */
interface PageCode<Props> {
  readonly default: ComponentType<Props>;
}

/**
 * Loads the code of a page. Once the server is upgraded, the files of the build before are gone: what was opened before
 * is opened anew then, when the page is to be shown, not when a link to it is hovered.
 */
export function loadPage<Props>(load: () => Promise<PageCode<Props>>): () => Promise<PageCode<Props>> {
  return () =>
    load().catch(async (error: unknown) => {
      if (await isReplaced()) return { default: OpenedAnew };
      // Under its own name the router would open the document anew, of the same build, which is no remedy.
      throw new Error(texts.shell.fileMissing, { cause: error });
    });
}

function OpenedAnew(): null {
  useEffect(() => window.location.reload(), []);
  return null;
}

/** Whether the server has another build than this document is of. The name of the first script changes with each. */
async function isReplaced(): Promise<boolean> {
  const own = document.querySelector<HTMLScriptElement>('script[type="module"]')?.src ?? '';
  const now = await fetchDocument();
  return !now.includes(new URL(own).pathname);
}

async function fetchDocument(): Promise<string> {
  try {
    const answer = await fetch('/');
    // What a proxy says in place of the server is no document of another build.
    if (answer.ok) return await answer.text();
  } catch {
    // As below.
  }
  throw new RefusedError(notReached(true));
}
