// A stored run of journeys of four steps, some of which stop early. Imported by tests only.
import { openTestRuns } from '../store/test-history.ts';
import { onTestFinished } from 'vitest';
import { exampleBatch, examplePlan } from '../../shared/test-example-run.ts';
import { OUTCOME_CODE, type Outcome } from '../../shared/outcome.ts';
import { SampleQueries } from './sample-queries.ts';

export interface JourneyRow {
  readonly iteration: number;
  readonly step: number;
  readonly dueAt: number;
  readonly endedAt: number;
  readonly outcome: Outcome;
}

export interface StoredJourneys {
  readonly samples: SampleQueries;
  readonly rows: readonly JourneyRow[];
}

const ERRORS = [
  { code: 'CHECK', message: 'Check “$.hits count > 0”: it finds 0.' },
  { code: 'CHECK', message: 'Check “status 201”: it is 409.' },
];
const PAUSE_MS = 50;
const SIGN_IN = { name: 'sign in', url: 'http://127.0.0.1:8080/in' };

/**
 * Every eleventh journey finds nothing in step 2, every seventh is refused in step 3, the last two are cut off. `users`: each signs in
 * once, before its journeys, and the first of them fails.
 */
export function storeJourneys(journeys: number, users = 0): StoredJourneys {
  const steps = ['log in', 'search', 'order', 'status'].map((name) => ({
    name,
    url: `http://127.0.0.1:8080/${name.at(0) ?? ''}`,
  }));
  const data = [{ name: 'users', file: 'users.csv', pick: 'each' as const, onEnd: 'repeat' as const }];
  const plan = examplePlan({
    version: 2,
    scenarios: [{ name: 'buy', steps, ...(users === 0 ? {} : { perVu: [SIGN_IN] }) }],
    data,
  });
  const { database, runs: store } = openTestRuns();
  const samples = new SampleQueries(database.path);
  onTestFinished(() => samples.close());
  store.insert({ id: 'run', name: 'Shop', planId: null, plan, startedAt: 1_790_000_000_000 });
  const signedIn = Array.from({ length: users }, (_, user): JourneyRow => {
    const outcome = user === 0 ? 'check_failed' : 'ok';
    return { iteration: user, step: 4, dueAt: 0, endedAt: 10 + user, outcome };
  });
  const rows = [...signedIn, ...Array.from({ length: journeys }, (_, iteration) => rowsOf(iteration, journeys)).flat()];
  const byEnd = rows.toSorted((a, b) => a.endedAt - b.endedAt);
  for (let at = 0; at < byEnd.length; at += 100) {
    const part = byEnd.slice(at, at + 100);
    const stored = part.map(({ outcome, step, dueAt, ...row }) => {
      const error = outcome === 'check_failed' ? (step === 1 ? 1 : 2) : 0;
      return { ...row, step, dueAt, sentAt: dueAt, vu: row.iteration % 5, outcome: OUTCOME_CODE[outcome], error };
    });
    store.append('run', exampleBatch(stored, ERRORS));
  }
  // The thread reads from the file.
  store.flush();
  return { samples, rows };
}

function rowsOf(iteration: number, journeys: number): readonly JourneyRow[] {
  const rows: JourneyRow[] = [];
  let dueAt = iteration * 10;
  for (let step = 0; step < 4; step += 1) {
    const endedAt = dueAt + 4 + ((iteration * 7919 + step * 31) % 97);
    const isCut = iteration >= journeys - 2 && step === 1;
    const isFailed = (step === 1 && iteration % 11 === 3) || (step === 2 && iteration % 7 === 4);
    const outcome = isCut ? 'cancelled' : isFailed ? 'check_failed' : 'ok';
    rows.push({ iteration, step, dueAt, endedAt, outcome });
    if (outcome !== 'ok') break;
    dueAt = endedAt + PAUSE_MS;
  }
  return rows;
}
