export * from './computer-inventory.ts';
export * from './difference.ts';
export * from './errors.ts';
export * from './fingerprint.ts';
