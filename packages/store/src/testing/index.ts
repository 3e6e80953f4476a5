export * from './certificate-store.contract.ts';
export * from './change-journal.contract.ts';
export * from './endpoint-store.contract.ts';
export * from './provisioning-store.contract.ts';
export * from './records.ts';
