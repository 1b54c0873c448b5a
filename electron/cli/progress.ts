// One line that is rewritten on the terminal during a run.
import { formatClock, formatCount, formatRate, formatTime } from '../../shared/format.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import type { RunEvent } from '../../shared/run.ts';
import { scheduleOfPlan } from '../../shared/plan/streams.ts';
import { SNAPSHOT_MS } from '../../shared/snapshot.ts';
import { headlineOf } from '../../shared/summary.ts';
import { rewriteLine } from '../system/printable.ts';

export interface Progress {
  show(event: RunEvent): void;
  clear(): void;
}

/** Prints nothing if `terminal` is not a terminal. */
export function progressOn(terminal: NodeJS.WriteStream, plan: Plan): Progress {
  const write = (text: string): void => {
    if (terminal.isTTY) rewriteLine(terminal, text);
  };
  return {
    show(event) {
      if (event.type === 'snapshot') write(lineOf(event, plan));
    },
    clear: () => write(''),
  };
}

function lineOf({ snapshot, summary }: Extract<RunEvent, { type: 'snapshot' }>, plan: Plan): string {
  const { durationMs, iterations } = scheduleOfPlan(plan);
  const total = summary.requests.total;
  const done =
    durationMs === null
      ? `${formatCount(total)} of ${formatCount(iterations ?? 0)}`
      : `${formatClock(snapshot.endAt)} of ${formatClock(durationMs)}`;
  const now = ((snapshot.succeeded + snapshot.failed) * 1000) / SNAPSHOT_MS;
  const times = headlineOf(plan.load.model) === 'service_time' ? summary.serviceTime : summary.responseTime;
  return `${done}  ${formatRate(now)}  p50 ${formatTime(times.p50)}  p99 ${formatTime(times.p99)}  failed ${formatCount(summary.requests.failed)}  in flight ${formatCount(snapshot.inFlight)}`;
}
