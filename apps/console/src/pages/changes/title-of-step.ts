import * as texts from '../../texts/index.ts';

/** What a step does; for one that the texts do not know yet, as the server says it. */
export function titleOfStep({ name, title }: { readonly name: string; readonly title: string }): string {
  return texts.titlesOfSteps[name] ?? title;
}
