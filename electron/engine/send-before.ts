// Sends the steps before a run, in this thread and before time 0. Their requests are recorded as samples but excluded from all
// statistics.
import type { JsonValue } from '../../shared/plan/journey/value.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { sentStepsOf } from '../../shared/plan/sent-steps.ts';
import { isFailure } from '../../shared/outcome.ts';
import type { SampleBatch } from '../../shared/sample.ts';
import { beforeSentence } from './before-words.ts';
import type { Fault } from './faults/fault-context.ts';
import type { RequestTemplate } from './http/request-template.ts';
import { growingRedactor, redactSent, type Redact } from './journey/redact.ts';
import type { TravelTally } from './journey/step-traveller.ts';
import { itineraryOnce } from './load/journey.ts';
import type { RequestClient } from './load/request-client.ts';
import type { RequestPlace } from './load/finished-request.ts';
import { SampleBuffer } from './load/sample-buffer.ts';
import { openOneUser } from './one-user.ts';
import type { PlanFiles } from './files/plan-files.ts';
import { COMPUTER_TIME } from './time/clock.ts';

export interface SentBefore {
  /** The values that its steps extracted, by name. */
  readonly values: Readonly<Record<string, JsonValue>>;
  /** Why the run must not start; null if every step succeeded. */
  readonly failure: string | null;
  /** Its requests, with times since `startAt`; null if none was sent. */
  readonly batch: SampleBatch | null;
  readonly startAt: bigint;
}

interface SentBy {
  readonly userAgent: string;
  readonly runId?: string;
}

/** `signal` ends it early with whatever there is. */
export async function sendBefore(plan: Plan, files: PlanFiles, by: SentBy, signal: AbortSignal): Promise<SentBefore> {
  const values: Record<string, JsonValue> = {};
  const tally: TravelTally = {
    count: () => undefined,
    took: (name, value) => {
      values[name] = value;
    },
    withhold: () => undefined,
    stopRun: () => undefined,
  };
  const { compiled, journey, connection, startAt } = await openOneUser(plan, files, by.userAgent, tally, by.runId);
  const redact = growingRedactor(files.journey.secrets, () => compiled.names.credentials);
  const names = sentStepsOf(plan).map(({ step }) => redact(step.name));
  const onFails = new Map(compiled.before.steps.map(({ step, onFail }) => [step, onFail]));
  const buffer = new SampleBuffer(0);
  const timers = COMPUTER_TIME.timers();
  let failure: string | null = null;
  const { promise: cancelled, resolve: cancel } = Promise.withResolvers<void>();
  const handleAbort = (): void => {
    cancel();
    connection.cancel();
  };
  signal.addEventListener('abort', handleAbort);
  const note = (step: number, status: number, fault: Fault | null): void => {
    if (fault === null || !isFailure(fault.outcome) || onFails.get(step) === 'continue') return;
    failure ??= beforeSentence(names[step] ?? '', status, { ...fault, message: redact(fault.message) });
  };
  try {
    journey.begin(itineraryOnce(compiled.before));
    for (let move = journey.next(); move.kind !== 'end' && !signal.aborted; move = journey.next()) {
      if (move.kind === 'pause') {
        const { pauseMs } = move;
        await Promise.race([new Promise<void>((resolve) => void timers.after(pauseMs, resolve)), cancelled]);
      } else if (move.kind === 'refused') note(move.step, 0, move.fault);
      else {
        const { request } = move;
        const { client, fault } = await connection.send(request);
        const verdict = journey.receive(client, fault);
        const shown = verdict === null ? null : { ...verdict, message: redact(verdict.message) };
        buffer.add(placeOf(request, client, redact), client, shown?.outcome ?? 'ok', shown);
        note(request.step, client.status, verdict);
      }
    }
  } finally {
    signal.removeEventListener('abort', handleAbort);
    timers.end();
    connection.end();
  }
  return { values, failure, batch: buffer.take(), startAt };
}

function placeOf({ step, sentAs }: RequestTemplate, { sentAt }: RequestClient, redact: Redact): RequestPlace {
  return { iteration: 0, vu: 0, step, sentAs: sentAs === undefined ? null : redactSent(sentAs, redact), dueAt: sentAt };
}

/** The same requests on the clock of the run, which began later, so their times are negative. */
export function onRunClock({ batch, startAt }: SentBefore, runStartAt: bigint): SampleBatch | null {
  if (batch === null) return null;
  const earlier = Number(runStartAt - startAt) / 1e6;
  const { columns } = batch;
  const moved = (times: Float64Array): Float64Array => times.map((time) => time - earlier);
  const { dueAt, sentAt, firstByteAt, endedAt } = columns;
  const times = { dueAt: moved(dueAt), sentAt: moved(sentAt), firstByteAt: moved(firstByteAt), endedAt: moved(endedAt) };
  return { ...batch, columns: { ...columns, ...times } };
}
