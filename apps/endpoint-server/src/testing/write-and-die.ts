import { KeptDocument } from '../state/kept-document.ts';

/** Writes one generation after the other until it is killed; says which are on the disk. */
const document = await KeptDocument.open<{ generation: number; filling: string }>(process.argv[2] ?? '', {
  generation: 0,
  filling: '',
});
while (true) {
  const { generation } = await document.update((held) => ({
    generation: held.generation + 1,
    filling: 'x'.repeat(50_000 + (held.generation % 7) * 9_000),
  }));
  process.stdout.write(`${generation}\n`);
}
