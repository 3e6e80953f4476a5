import { en } from './en/index.ts';

/** Every text of the console, in the language that is shown. */
export const texts = en;
