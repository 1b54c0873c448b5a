// The stages of `npm test` and `npm run check`, and the line that sums them up.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findElectron } from './electron-program.ts';
import { ensureBuilt } from './ensure-built.ts';
import { CACHE } from './paths.ts';
import { captureTool, runStages, toolStage, type Stage } from './stage.ts';
import { countPlaywright, countVitest, describeCounts, skippedWords, sumCounts, type TestCounts } from './test-counts.ts';
import { findTestBrowser } from './test-browser.ts';

const PARTS = ['shared', 'electron', 'renderer', 'e2e'] as const;

export const formatStage = toolStage('format', ['oxfmt', '--check', '.']);
export const unusedStage = toolStage('unused code', ['knip', '-c', 'build/knip.config.ts', '--no-progress']);
const typeStage = toolStage('types', ...PARTS.map((part) => ['tsc', '-p', part, '--noEmit'] as const));
const lintStage = toolStage('lint', ['oxlint', '--deny-warnings', '.']);

/** Runs the given stages, then types, lint and all tests. @returns the exit code. */
export async function runGate(first: readonly Stage[]): Promise<number> {
  const counts: TestCounts[] = [];
  const electron = findElectron();
  const stages = [...first, typeStage, lintStage, unitStage(counts), buildStage, browserStage(counts)];
  const passed = await runStages(electron === null ? stages : [...stages, electronStage(electron, counts)]);
  if (passed && electron === null)
    process.stdout.write(`${ELECTRON_STAGE.padEnd(24)} skipped: its program is not here (npm start fetches it)\n`);
  if (counts.length > 0) process.stdout.write(`${describeCounts(sumCounts(counts))}\n`);
  return passed ? 0 : 1;
}

const ELECTRON_STAGE = 'end to end, Electron';

const buildStage: Stage = {
  name: 'build',
  run: async () => {
    // The line of the stage says it.
    await ensureBuilt(() => undefined);
    return null;
  },
};

function unitStage(counts: TestCounts[]): Stage {
  return {
    name: 'unit tests',
    run: () =>
      withReport('vitest.json', counts, countVitest, (file) =>
        captureTool('vitest', [
          'run',
          '-c',
          'build/vitest.config.ts',
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${file}`,
        ]),
      ),
  };
}

function browserStage(counts: TestCounts[]): Stage {
  return {
    name: 'end to end, browser',
    run: async () => {
      const browser = await findTestBrowser();
      if (browser.path === null) return browser.why;
      // The specs that may run in parallel are its dependency.
      return await runPlaywright('browser-alone', { ONRUSH_CHROMIUM: browser.path }, counts);
    },
  };
}

function electronStage(program: string, counts: TestCounts[]): Stage {
  return { name: ELECTRON_STAGE, run: () => runPlaywright('electron', { ONRUSH_ELECTRON: program }, counts) };
}

function runPlaywright(project: string, env: NodeJS.ProcessEnv, counts: TestCounts[]): Promise<string | null> {
  return withReport(`playwright-${project}.json`, counts, countPlaywright, (file) =>
    captureTool('playwright', ['test', '-c', 'build/playwright.config.ts', `--project=${project}`, '--reporter=list,json'], {
      ...env,
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    }),
  );
}

async function withReport(
  name: string,
  counts: TestCounts[],
  count: (json: string) => TestCounts,
  run: (file: string) => Promise<string | null>,
): Promise<string | null> {
  mkdirSync(CACHE, { recursive: true });
  const file = join(CACHE, name);
  rmSync(file, { force: true });
  const fault = await run(file);
  counts.push(readCounts(file, count));
  if (fault === null && count === countPlaywright) saySkipped(file);
  return fault;
}

/** On the line of the stage. */
function saySkipped(file: string): void {
  if (!existsSync(file)) return;
  const words = skippedWords(readFileSync(file, 'utf8'));
  if (words !== null) process.stdout.write(`${words}  `);
}

/** A tool that ended without a report counts as one failure. */
function readCounts(file: string, count: (json: string) => TestCounts): TestCounts {
  try {
    return count(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1 };
  }
}
