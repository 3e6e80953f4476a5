import { createTestCa, generateTestKeys } from '@causeway/testkit';
import { type ChainCase, chainCase, issueTo } from '../chain-case.ts';

const DAY_MS = 86_400_000;
const rootKeys = generateTestKeys();
const caKeys = generateTestKeys();

type Window = readonly [number, number];
const NOW: Window = [-100, 100];
const OVER: Window = [-200, -10];
const LONG_OVER: Window = [-200, -20];
const COMING: Window = [10, 200];

/** Days from the moment of the check: root, leaf, and the intermediates that are served (one key, one name). */
const DATES: readonly (readonly [string, Window, Window, readonly Window[]])[] = [
  ['all in date', NOW, NOW, [NOW]],
  ['leaf over', NOW, OVER, [NOW]],
  ['leaf to come', NOW, COMING, [NOW]],
  ['intermediate over', NOW, NOW, [OVER]],
  ['intermediate to come', NOW, NOW, [COMING]],
  ['root over', OVER, NOW, [NOW]],
  ['root to come', COMING, NOW, [NOW]],
  ['everything over', OVER, OVER, [OVER]],
  ['intermediate over, and the new one', NOW, NOW, [OVER, NOW]],
  ['intermediate to come, and the present one', NOW, NOW, [COMING, NOW]],
  ['two intermediates over', NOW, NOW, [LONG_OVER, OVER]],
  ['one intermediate over, one to come', NOW, NOW, [OVER, COMING]],
];

/** The same chains with other dates: as far from `moment` as they would be from now. */
export function dateCases(moment: number): ChainCase[] {
  const dates = ([from, to]: Window) => ({
    notBefore: moment + from * DAY_MS,
    notAfter: moment + to * DAY_MS,
  });
  return DATES.map(([name, rootWindow, leafWindow, windows]) => {
    const root = createTestCa({ name: 'Root', ...dates(rootWindow), keys: rootKeys });
    const served = windows.map((window) => root.intermediate({ name: 'CA', ...dates(window), keys: caKeys }));
    const leaf = issueTo(served[0] ?? root, dates(leafWindow));
    const file = [leaf, ...served].map(({ certificatePem }) => certificatePem).join('');
    return chainCase(`dates: ${name}`, leaf, { file, anchor: root.certificatePem });
  });
}
