export * from './content-digest.ts';
export * from './errors.ts';
export * from './message.ts';
export * from './sign.ts';
export { type Component, type SignatureParameters, signatureBase } from './signature-base.ts';
export * from './structured-fields.ts';
export * from './verify.ts';
