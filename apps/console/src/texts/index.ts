/** Every text of the console, in the language that is shown. Taken apart by name, so that a page loads its own alone. */
export * from './en/index.ts';
