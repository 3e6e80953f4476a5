import { Installation } from '../constellation/installation.ts';
import { Narrator } from './narrator.ts';
import { Walk } from './walk.ts';

const isJson = process.argv.includes('--json');
const isKept = process.argv.includes('--keep');

await using installation = await Installation.start();
await using walk = new Walk(installation, new Narrator(process.stdout, Date.now));
const walked = await walk.run();
if (isKept) await keep(installation);
if (isJson) process.stdout.write(`${JSON.stringify(walked)}\n`);
process.exitCode = walked.stranded === 0 && walked.failedRequests === 0 ? 0 : 1;

async function keep({ consolePort, folder }: Installation): Promise<void> {
  process.stdout.write(
    `\nEverything is left running until Ctrl-C. Look at it with:\n` +
      `  export CAUSEWAY_SESSION=${folder.file('session.json')} CAUSEWAY_ANCHOR=${folder.file('data', 'console.pem')} CAUSEWAY_URL=https://localhost:${consolePort}\n` +
      `  npx causeway crossing show acme\n`,
  );
  await new Promise((resolve) => process.once('SIGINT', resolve));
}
