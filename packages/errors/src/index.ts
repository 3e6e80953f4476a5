export * from './catalogue.ts';
export * from './causeway-error.ts';
export * from './meaning.ts';
