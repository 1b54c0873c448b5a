// Ways to break a thread of the engine from within, for tests: code that the thread runs in addition to its own.
import type { ThreadOptions } from '../../threads/start-thread.ts';

const BREAKING = {
  throw: `throw new Error('broken by a test')`,
  exit: 'process.exit(3)',
  hang: 'for (;;);',
  memory: 'const all = []; for (;;) all.push(new Array(100_000).fill(Math.random()))',
} as const;

export type Breaking = keyof typeof BREAKING;

/** Breaks the first thread `afterMs` after its run began, or before it begins if `afterMs` is null. */
export function threadsThat(breaking: Breaking, afterMs: number | null): ThreadOptions {
  const code = `
    import { parentPort, workerData } from 'node:worker_threads';
    const breakIt = () => { ${BREAKING[breaking]} };
    if (workerData.task.worker === 0 && ${afterMs === null}) breakIt();
    if (workerData.task.worker === 0) parentPort.on('message', ({ type }) => type === 'begin' && setTimeout(breakIt, ${afterMs ?? 0}).unref());
  `;
  return {
    execArgv: ['--import', `data:text/javascript,${encodeURIComponent(code)}`],
    ...(breaking === 'memory' ? { resourceLimits: { maxOldGenerationSizeMb: 48 } } : {}),
  };
}
