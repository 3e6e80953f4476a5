import { stat } from 'node:fs/promises';
import type { Collector, RowOf } from '../collector.ts';
import { knownText, rowOf } from '../known.ts';

/** systemd(1): the manager runs where this folder is (sd_booted). */
const RUNS_HERE = '/run/systemd/system';

export const systemd: Collector = {
  name: 'services',
  async collect({ run }) {
    if ((await stat(RUNS_HERE).catch(() => undefined)) === undefined) return {};
    const plain = ['--type=service', '--no-legend', '--no-pager', '--plain', '--full'];
    const units = (await run('systemctl', 'list-units', '--all', ...plain)) ?? '';
    const files = (await run('systemctl', 'list-unit-files', ...plain)) ?? '';
    return { services: readUnits(units, files) };
  },
};

/** Units that are made for one session or one call. */
const PASSING = /^(user@|user-runtime-dir@|session-|run-|dbus-:|systemd-coredump@|systemd-fsck@|app-)/;
const ENDING = /\.service$/;

/** As `list-units` and `list-unit-files` print them. */
export function readUnits(units: string, files: string): RowOf<'services'>[] {
  const startModes = new Map(rowsOf(files).map(([unit = '', mode]) => [unit, mode]));
  const loaded = rowsOf(units).filter(([, load]) => load !== 'not-found');
  const rows = loaded.map(([unit = '', , active = '', sub = '', ...description]) =>
    rowOf<RowOf<'services'>>({
      name: unit.replace(ENDING, ''),
      displayName: knownText(description.join(' ')),
      state: stateOf(active, sub),
      startMode: startModes.get(unit),
    }),
  );
  const known = new Set(loaded.map(([unit]) => unit));
  const others = [...startModes].filter(([unit]) => !known.has(unit) && !unit.endsWith('@.service'));
  const idle = others.map(([unit, startMode]) =>
    rowOf<RowOf<'services'>>({ name: unit.replace(ENDING, ''), state: 'stopped', startMode }),
  );
  return [...rows, ...idle].filter(({ name }) => !PASSING.test(name));
}

function rowsOf(text: string): string[][] {
  const lines = text.split('\n').map((line) => line.replace(/^\W+/, '').trim());
  return lines.filter((line) => line !== '').map((line) => line.split(/\s+/));
}

/** What runs for a moment and is done is stopped, whenever it is looked at. */
function stateOf(active: string, sub: string): string {
  if (active === 'failed') return 'failed';
  return sub === 'running' ? 'running' : 'stopped';
}
