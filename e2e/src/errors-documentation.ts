import { acmeErrors } from '@causeway/acme';
import { bindingErrors } from '@causeway/bindings';
import { certificateErrors } from '@causeway/certificates';
import { changeErrors } from '@causeway/changes';
import { clientErrors } from '@causeway/client-core';
import { configErrors } from '@causeway/config-file';
import { contractErrors } from '@causeway/contract';
import { inventoryErrors } from '@causeway/contract/inventory';
import { endpointErrors } from '@causeway/endpoint';
import { endpointServerErrors } from '@causeway/endpoint-server';
import { type CatalogueEntry, type Errors, exitCodes } from '@causeway/errors';
import { signatureErrors } from '@causeway/message-signatures';
import { platformErrors } from '@causeway/platform';
import { provisioningErrors } from '@causeway/provisioning';
import { serverErrors } from '@causeway/server';
import { storeErrors } from '@causeway/store';

/** Every catalogue by the room that owns it. */
export const catalogues: Readonly<Record<string, Errors<string>>> = {
  contract: contractErrors,
  'message-signatures': signatureErrors,
  'config-file': configErrors,
  certificates: certificateErrors,
  acme: acmeErrors,
  bindings: bindingErrors,
  changes: changeErrors,
  inventory: inventoryErrors,
  endpoint: endpointErrors,
  platform: platformErrors,
  provisioning: provisioningErrors,
  store: storeErrors,
  'causeway command': serverErrors,
  'causeway-endpoint': endpointServerErrors,
  'causeway-client': clientErrors,
};

/** `docs/errors.md`, as the catalogues say it. */
export function formatErrorsDocument(): string {
  const sections = Object.entries(catalogues).map(([room, { catalogue }]) => {
    const rows = Object.entries(catalogue).map(([code, entry]) => formatRow(code, entry));
    return [
      `## ${room}`,
      '',
      '| code | exit | what happened | remedy |',
      '| --- | --- | --- | --- |',
      ...rows,
      '',
    ].join('\n');
  });
  return `${INTRODUCTION}\n${sections.join('\n')}`;
}

const INTRODUCTION = `# Errors

Every refusal has a code that never changes its meaning, says what was seen and what was expected, and names the remedy.
The exit code tells a script what to do: 2 mend the input, 3 get the right to do it, 4 mend the situation, 5 do not trust
it, 6 try again later, 70 report it to us. This page is made from the code; a test holds the two together.
`;

function formatRow(code: string, { kind, says, hint }: CatalogueEntry): string {
  return `| \`${code}\` | ${exitCodes[kind]} | ${escapeCell(says)} | ${escapeCell(hint)} |`;
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|');
}
