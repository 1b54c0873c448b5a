// npm run audit: whether a package of the lock file has a known vulnerability, in one line. That a registry cannot say so is said,
// and is no failure; CI asks npm itself, for which it is one.
import { spawn } from 'node:child_process';
import { auditReport } from '../audit-report.ts';
import { captured } from '../captured.ts';
import { ROOT } from '../paths.ts';
import { noArguments } from '../task-arguments.ts';

const LONGEST_MS = 60_000;

export const usage = 'npm run audit';

export async function run(args: readonly string[]): Promise<number> {
  noArguments(args);
  const asked = ['audit', '--json', '--audit-level=moderate', '--fetch-retries=0'];
  // Windows starts npm through its shell.
  const shell = process.platform === 'win32';
  const { code, output } = await captured(
    spawn('npm', asked, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], timeout: LONGEST_MS, shell }),
  );
  const { result, line } = auditReport(output);
  process.stdout.write(`${line}\n`);
  return result === 'vulnerable' ? code : 0;
}
