// The live view at a high rate in Chromium: the longest task of its thread, and the number of frames drawn.
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type CDPSession, type Page } from '@playwright/test';
import type { BenchContext, Row, Section } from '../../build/bench/bench.ts';
import { connect, startHost } from '../../build/bench/onrush.ts';
import { pause } from '../../build/bench/processes.ts';
import { percentile } from '../../build/bench/spread.ts';
import { findTestBrowser } from '../../build/test-browser.ts';

/** Arrivals a second. */
const RATE = 30_000;

export const section: Section = { name: 'live', title: 'Live view: the built app in Chromium during a run', run: measure };

async function measure(context: BenchContext): Promise<readonly Row[]> {
  const found = await findTestBrowser();
  if (found.path === null) throw new Error(found.why);
  const target = await context.target();
  await using host = await startHost(mkdtempSync(join(context.folder, 'live-')));
  const browser = await chromium.launch({ executablePath: found.path });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(host.url);
    const client = await connect(host.url);
    const { value } = await client.call('runs.start', { plan: planFor(target.url), planId: null });
    await page.goto(`${new URL(host.url).origin}/#/runs/${Object(value).runId}`);
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    // Opening the screen is not part of the measurement.
    await pause(3000);
    const before = await target.requests();
    const startedAt = performance.now();
    const seconds = context.quick ? 4 : 12;
    client.close();
    const { longest, p99, frames } = await trace(page, seconds * 1000);
    const rate = ((await target.requests()) - before) / ((performance.now() - startedAt) / 1000);
    const what = `${Math.round(rate / 1000)} k requests/s for ${seconds} s`;
    return [
      {
        what: `longest task of the page, ${what}`,
        onrush: `${longest.toFixed(0)} ms (99 % of tasks ≤ ${p99.toFixed(1)} ms)`,
        peer: null,
        ratio: null,
        goal: '≤ 25 ms, aim 16 ms',
      },
      {
        what: `frames a second, ${what}`,
        onrush: (frames / seconds).toFixed(0),
        peer: null,
        ratio: null,
        goal: '≥ 55, aim 60',
      },
    ];
  } finally {
    await browser.close();
  }
}

function planFor(url: string) {
  const stages = [{ duration: '60s', target: RATE }];
  return { version: 1, scenarios: [{ steps: [{ url }] }], load: { model: 'open', stages, startTarget: RATE, maxVus: 100 } };
}

/** An event in a trace, times in µs. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly args?: { readonly name?: string };
}

async function trace(page: Page, ms: number): Promise<{ longest: number; p99: number; frames: number }> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    categories: 'toplevel,disabled-by-default-devtools.timeline,devtools.timeline',
    transferMode: 'ReportEvents',
  });
  const frames = await page.evaluate(countFrames, ms);
  await endTrace(session);
  const tasks = mainTasks(events);
  return { longest: Math.max(...tasks, 0), p99: percentile(tasks, 99), frames };
}

/** The tasks of the page's main thread, in ms. */
function mainTasks(events: readonly TraceEvent[]): number[] {
  const main = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  return events
    .filter(
      ({ name, ph, pid, tid }) =>
        name === 'RunTask' && ph === 'X' && main.some((thread) => thread.pid === pid && thread.tid === tid),
    )
    .map(({ dur = 0 }) => dur / 1000);
}

async function endTrace(session: CDPSession): Promise<void> {
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.end');
  await complete;
}

/** Runs in the page. */
function countFrames(ms: number): Promise<number> {
  return new Promise((resolve) => {
    const until = performance.now() + ms;
    let count = 0;
    const next = (now: number): void => {
      count += 1;
      if (now < until) requestAnimationFrame(next);
      else resolve(count);
    };
    requestAnimationFrame(next);
  });
}
