export * from './certificate-authority.ts';
export * from './free-port.ts';
export * from './reverse-proxy.ts';
export * from './running-process.ts';
export * from './temporary-folder.ts';
export * from './until-listening.ts';
