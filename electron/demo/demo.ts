// The demo: 20 requests with 5 virtual users against the asynchronous target, then against the one-at-a-time target.
import { UserError, type Failure } from '../../shared/errors.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { parsePlan } from '../../shared/plan/plan-parse.ts';
import { DEMO_NAMES, type DemoKind, type DemoState } from '../../shared/run.ts';
import { startDemoTargets, type DemoTargets } from './targets.ts';

/** Runs a plan to its end; `handleStart` receives the id of the run. */
export type RunPlan = (plan: Plan, handleStart: (runId: string) => void) => Promise<{ readonly state: string }>;

const IDLE: DemoState = { phase: 'idle', asyncRunId: null, blockingRunId: null, failure: null };

export class Demo {
  readonly #runPlan: RunPlan;
  readonly #tell: (state: DemoState) => void;
  #state: DemoState = IDLE;

  constructor(runPlan: RunPlan, tell: (state: DemoState) => void) {
    this.#runPlan = runPlan;
    this.#tell = tell;
  }

  get state(): DemoState {
    return this.#state;
  }

  /** Begins the demo, or returns its progress if it is already active. */
  async start(): Promise<DemoState> {
    if (this.#state.phase === 'async' || this.#state.phase === 'blocking') return this.#state;
    const targets = await startDemoTargets();
    this.#enter({ ...IDLE, phase: 'async' });
    const { promise: begun, resolve } = Promise.withResolvers<void>();
    void this.#run(targets, resolve);
    await begun;
    return this.#state;
  }

  async #run(targets: DemoTargets, handleBegin: () => void): Promise<void> {
    try {
      await this.#runPart('async', targets.asyncUrl, handleBegin);
      if (this.#state.phase === 'failed') return;
      this.#enter({ ...this.#state, phase: 'blocking' });
      await this.#runPart('blocking', targets.blockingUrl, handleBegin);
      if (this.#state.phase === 'blocking') this.#enter({ ...this.#state, phase: 'done' });
    } catch (error) {
      this.#enter({ ...this.#state, phase: 'failed', failure: failureOf(error) });
    } finally {
      handleBegin();
      await targets.close();
    }
  }

  async #runPart(kind: DemoKind, url: string, handleBegin: () => void): Promise<void> {
    const key = kind === 'async' ? 'asyncRunId' : 'blockingRunId';
    const { state } = await this.#runPlan(planOf(kind, url), (runId) => {
      this.#enter({ ...this.#state, [key]: runId });
      handleBegin();
    });
    if (state === 'completed') return;
    const failure = { code: 'run_failed', message: 'The demo was stopped before its end.' } as const;
    this.#enter({ ...this.#state, phase: 'failed', failure });
  }

  #enter(state: DemoState): void {
    this.#state = state;
    this.#tell(state);
  }
}

function planOf(kind: DemoKind, url: string): Plan {
  const parsed = parsePlan({
    version: 1,
    name: DEMO_NAMES[kind],
    scenarios: [{ steps: [{ url }] }],
    load: { model: 'iterations', iterations: 20, vus: 5 },
  });
  if (!parsed.ok) throw UserError.from(parsed.failure);
  return parsed.value;
}

function failureOf(error: unknown): Failure {
  if (error instanceof UserError) return error.failure;
  return { code: 'internal', message: 'The demo failed because of a fault in Onrush.' };
}
