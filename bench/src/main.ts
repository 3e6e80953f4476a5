import { benchCatalog } from './catalog/bench-catalog.ts';
import { benchInventory } from './inventory/bench-inventory.ts';
import { benchPolls } from './polls/bench-polls.ts';

const benchmarks: Readonly<Record<string, (say: (line: string) => void) => Promise<object>>> = {
  polls: benchPolls,
  inventory: benchInventory,
  catalog: benchCatalog,
};

const [name = ''] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const benchmark = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
if (benchmark === undefined) {
  process.stderr.write(
    `npm run bench -- NAME [--json], where NAME is one of: ${Object.keys(benchmarks).join(', ')}\n`,
  );
  process.exitCode = 2;
} else {
  const figures = await benchmark((line) => process.stdout.write(`${line}\n`));
  process.stdout.write(
    `${process.argv.includes('--json') ? JSON.stringify(figures) : JSON.stringify(figures, null, 2)}\n`,
  );
}
