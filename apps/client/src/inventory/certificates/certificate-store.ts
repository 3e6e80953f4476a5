import type { Collector, RowOf } from '../collector.ts';
import { fieldsOf, runPowerShell } from '../power-shell.ts';
import { readCertificate } from './found-certificate.ts';

const PIPELINE = `Get-ChildItem Cert:\\LocalMachine\\My,Cert:\\LocalMachine\\Root,Cert:\\LocalMachine\\CA |
  ForEach-Object { @{ store = ($_.PSParentPath -replace '^.*::', ''); der = [Convert]::ToBase64String($_.RawData) } }`;

/** Of the machine: its own certificates, and those that it trusts. */
export const certificateStore: Collector = {
  name: 'certificates',
  async collect(tools) {
    return { certificates: readCertificateStore((await runPowerShell(tools, PIPELINE)) ?? []) };
  },
};

export function readCertificateStore(rows: readonly unknown[]): RowOf<'certificates'>[] {
  return rows
    .map(fieldsOf)
    .flatMap(({ store, der }) =>
      readCertificate(Buffer.from(String(der ?? ''), 'base64'), String(store ?? 'LocalMachine')),
    );
}
