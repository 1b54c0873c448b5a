// npm test: types, lint, unit tests and end-to-end tests.
import { runGate } from '../gate.ts';
import { noArguments } from '../task-arguments.ts';

export const usage = `npm test
It runs everything. Some of it: npm run test:fast -- --help, npm run test:window -- --help`;

export async function run(args: readonly string[]): Promise<number> {
  noArguments(args);
  return await runGate([]);
}
