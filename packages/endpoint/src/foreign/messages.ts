import type { ForeignAgents } from '@causeway/contract/upstream-messages';
import type { ErrorDocument } from '@causeway/errors';
import type { ForeignStanding } from '../endpoint-store.ts';

// What is said to agents: `<REPLY>` to those that speak XML, an object with `status` and `expiration` to those of GLPI.

/** All that agents of GLPI know; only inventories are taken in. */
const OTHER_TASKS = [
  'collect',
  'deploy',
  'esx',
  'netdiscovery',
  'netinventory',
  'remoteinventory',
  'wakeonlan',
];
const HOUR_SECONDS = 3_600;
/** Agents cut what is longer. */
const MOST_MESSAGE_CHARACTERS = 250;

/**
 * Whether the agent is to bring its inventory: one that is not old yet at the next time that it comes by would be too
 * old by then. Of a device id that several machines claim nobody knows whose is missing.
 */
export function isInventoryDue(
  { inventoryAt, isShared }: ForeignStanding,
  { inventoryIntervalSeconds, pollingIntervalSeconds }: ForeignAgents,
  now: number,
): boolean {
  if (inventoryAt === null || isShared) return true;
  return now - inventoryAt >= (inventoryIntervalSeconds - pollingIntervalSeconds / 2) * 1000;
}

/** Agents that speak XML count in hours, and come more often rather than less. */
export function prologReply(isDue: boolean, { pollingIntervalSeconds }: ForeignAgents): string {
  const hours = Math.max(1, Math.floor(pollingIntervalSeconds / HOUR_SECONDS));
  return reply(`<PROLOG_FREQ>${hours}</PROLOG_FREQ><RESPONSE>${isDue ? 'SEND' : 'STOP'}</RESPONSE>`);
}

export function inventoryReply(): string {
  return reply('<RESPONSE>NO_ACCOUNT_UPDATE</RESPONSE>');
}

/** To what nobody here does anything about. */
export function nothingReply(): string {
  return reply('<RESPONSE>OTHER</RESPONSE>');
}

export function errorReply(error: ErrorDocument): string {
  return reply(`<ERROR>${escapeXml(sayingOf(error))}</ERROR>`);
}

function reply(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<REPLY>${content}</REPLY>\n`;
}

export function contactAnswer(isDue: boolean, settings: ForeignAgents): string {
  const inventory = { server: 'glpi', version: '1.0' };
  return JSON.stringify({
    ...{ status: 'ok', expiration: expirationOf(settings), tasks: isDue ? { inventory } : {} },
    disabled: isDue ? OTHER_TASKS : ['inventory', ...OTHER_TASKS],
  });
}

export function inventoryAnswer(settings: ForeignAgents): string {
  return JSON.stringify({ status: 'ok', expiration: expirationOf(settings) });
}

export function pendingAnswer(seconds: number): string {
  return JSON.stringify({ status: 'pending', expiration: `${seconds}s` });
}

/** @param restSeconds when the agent may come again, if the error does not say */
export function errorAnswer(error: ErrorDocument, restSeconds: number): string {
  const seconds = error.retryAfterSeconds ?? restSeconds;
  return JSON.stringify({ status: 'error', message: sayingOf(error), expiration: `${seconds}s` });
}

function expirationOf({ pollingIntervalSeconds }: ForeignAgents): string {
  return `${pollingIntervalSeconds}s`;
}

function sayingOf({ code, message, seen }: ErrorDocument): string {
  return `${code}: ${message}${seen === undefined ? '' : ` Seen: ${seen}`}`.slice(0, MOST_MESSAGE_CHARACTERS);
}

/** What XML has no character for is left out (XML 1.0 section 2.2). */
function escapeXml(text: string): string {
  const visible = text.toWellFormed().replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
  return visible.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
