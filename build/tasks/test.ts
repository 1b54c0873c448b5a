// npm test: types, lint, unit tests and end-to-end tests.
import { runGate } from '../gate.ts';

export async function run(): Promise<number> {
  return await runGate([]);
}
