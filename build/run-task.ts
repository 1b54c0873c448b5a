// Runs a task of npm: `--help` prints how it is used, and what a person can correct is said in one sentence.
import { UserError } from '../shared/errors.ts';
import { say } from './say.ts';

export interface Task {
  /** Its first line says how it is called. Without it, the task has its own `--help`. */
  readonly usage?: string;
  /** @returns the exit code, or undefined if the task continues and sets its own */
  readonly run: (args: readonly string[]) => number | undefined | Promise<number | undefined>;
}

export async function runTask({ usage, run }: Task, args: readonly string[]): Promise<number | undefined> {
  if (usage !== undefined && args.some((arg) => arg === '--help' || arg === '-h')) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  try {
    return await run(args);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const isUsage = error.failure.code === 'bad_request' && usage !== undefined;
    say(isUsage ? `${error.message} Usage: ${usage.split('\n', 1)[0]}` : error.message);
    return isUsage ? 2 : 1;
  }
}
