export * from './catalogue.ts';
export * from './causeway-error.ts';
export * from './format-error.ts';
export * from './meaning.ts';
export * from './visible.ts';
