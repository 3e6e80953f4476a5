export * from './certificate-authority.ts';
export * from './free-port.ts';
export * from './running-process.ts';
export * from './temporary-folder.ts';
