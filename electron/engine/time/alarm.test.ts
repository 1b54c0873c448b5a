// With a real thread. How precise it is, is measured by the benchmark of the start lateness.
import type { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import { startThread } from '../../threads/start-thread.ts';
import { Alarm, startAlarm } from './alarm.ts';

const alarms: Alarm[] = [];

afterEach(() => alarms.splice(0).forEach((alarm) => alarm.end()));

async function started(startWith?: Parameters<typeof Alarm.start>[0]): Promise<Alarm> {
  const alarm = await Alarm.start(startWith);
  alarms.push(alarm);
  return alarm;
}

/** Resolves with the time that the wait took, in ms. */
function waitOf(alarm: Alarm, milliseconds: number): Promise<number> {
  const from = performance.now();
  return new Promise((resolve) => alarm.after(milliseconds, () => resolve(performance.now() - from)));
}

test('no wait ends early, whether it is set before or after a longer one', async () => {
  const alarm = await started();
  const lengths = [30, 3, 0.7, 12, 0.6, 3.3];
  const took = await Promise.all(lengths.map((length) => waitOf(alarm, length)));
  took.forEach((one, at) => expect(one).toBeGreaterThanOrEqual(lengths[at]! - 0.02));
});

test('waits that follow each other are at least half a millisecond apart', async () => {
  const alarm = await started();
  await waitOf(alarm, 1);
  const from = performance.now();
  for (let turn = 0; turn < 20; turn += 1) await waitOf(alarm, 0.01);
  expect(performance.now() - from).toBeGreaterThanOrEqual(20 * 0.5 - 0.4);
});

test('a cancelled wait does nothing, even if what ran just before it cancels it', async () => {
  const alarm = await started();
  const ran: string[] = [];
  alarm.after(2, () => ran.push('cancelled at once'))?.();
  const late: { cancel: (() => void) | null } = { cancel: null };
  alarm.after(3, () => late.cancel?.());
  late.cancel = alarm.after(3, () => ran.push('cancelled by the other one'));
  await waitOf(alarm, 10);
  expect(ran).toEqual([]);
});

test('if the thread ends, what waits is left to timers, and new waits are refused', async () => {
  let thread: Worker | null = null;
  const alarm = await started((memory) => (thread = startThread('alarm-thread', memory)));
  const waits = Promise.all([waitOf(alarm, 400), waitOf(alarm, 300)]);
  let isCancelledRun = false;
  const cancel = alarm.after(350, () => (isCancelledRun = true));
  await thread!.terminate();
  expect(alarm.after(1, () => {})).toBeNull();
  cancel?.();
  const [longest] = await waits;
  expect(longest).toBeGreaterThanOrEqual(400 - 0.02);
  expect(isCancelledRun).toBe(false);
});

test('only a plan in which something falls due by the clock has an alarm, and Windows has none', async () => {
  const planOf = (load: object) => {
    const plan = parsePlan({
      version: 2,
      name: 'p',
      scenarios: [{ name: 's', steps: [{ method: 'GET', url: 'http://a/' }] }],
      load,
    });
    if (!plan.ok) throw new Error('the plan is not valid');
    return plan.value;
  };
  const open = planOf({ model: 'open', stages: [{ duration: '1s', target: 5 }], maxVus: 2 });
  const closed = planOf({ model: 'closed', stages: [{ duration: '1s', target: 5 }] });
  expect(await startAlarm(closed, 'linux')).toBeNull();
  expect(await startAlarm(open, 'win32')).toBeNull();
  const alarm = await startAlarm(open, 'linux');
  expect(alarm).not.toBeNull();
  alarm?.end();
});
