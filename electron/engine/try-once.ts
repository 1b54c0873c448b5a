// One user passes through each scenario of a plan once, in this thread, and everything that it sends and receives is reported.
// Think times are left out unless somebody wants them, and no samples are recorded.
import type { Plan } from '../../shared/plan/plan.ts';
import { sentStepsOf, type Part, type SentStep } from '../../shared/plan/sent-steps.ts';
import type { TriedPlan, TriedScenario, TriedStep, TryProgress } from '../../shared/try-once.ts';
import { beforeSentence } from './before-words.ts';
import { itineraryOf, itineraryOnce } from './load/journey.ts';
import { openOneUser, type OneUser } from './one-user.ts';
import type { PlanFiles } from './files/plan-files.ts';
import { firstRows, Notes } from './tried-notes.ts';
import { Passage, skippedStep } from './tried-passage.ts';

export interface TryOptions {
  readonly userAgent: string;
  readonly signal?: AbortSignal;
  /** The user waits after its steps, as in a run; default: pauses are left out. */
  readonly pauses?: boolean | undefined;
  /** Called for each step as it ends. */
  readonly tell?: (progress: TryProgress) => void;
}

/** `signal` ends it early with whatever there is. */
export async function tryOnce(plan: Plan, files: PlanFiles, options: TryOptions): Promise<TriedPlan> {
  const notes = new Notes(plan, files.journey.secrets);
  const attempt = new Attempt(plan, notes, options);
  const before = await attempt.passBefore(files);
  const given = Object.fromEntries(notes.made);
  const scenarios = await attempt.passScenarios({ ...files, journey: { ...files.journey, given } });
  const steps = [...before, ...scenarios.flatMap((scenario) => [...scenario.perVu, ...scenario.steps])];
  const passed = steps.every(({ state }) => state === 'passed');
  return { name: notes.redact(plan.name), passed, isCancelled: options.signal?.aborted === true, before, scenarios };
}

class Attempt {
  readonly #plan: Plan;
  readonly #notes: Notes;
  readonly #options: TryOptions;
  readonly #sent: readonly SentStep[];
  /** Why the run would not start. */
  #refusal: string | null = null;

  constructor(plan: Plan, notes: Notes, options: TryOptions) {
    this.#plan = plan;
    this.#notes = notes;
    this.#options = options;
    this.#sent = sentStepsOf(plan);
  }

  async passBefore(files: PlanFiles): Promise<readonly TriedStep[]> {
    const way = this.#wayOf('before', null);
    if (way.length === 0) return [];
    const steps = await this.#asOneUser(files, async (user) => {
      const passage = new Passage({ ...this.#parts(user), way, auth: undefined });
      return await passage.pass(itineraryOnce(user.compiled.before));
    });
    const failed = [...steps].find(([at, { state }]) => state !== 'passed' && this.#sent[at]?.step.onFail !== 'continue');
    if (failed !== undefined) this.#refusal = refusalOf(failed[1]);
    return [...steps.values()];
  }

  async passScenarios(files: PlanFiles): Promise<readonly TriedScenario[]> {
    const { scenarios } = this.#plan;
    const refusal = this.#refusal;
    if (refusal !== null) return scenarios.map(({ name }, at) => this.#skipped(name, at, refusal));
    return await this.#asOneUser(files, async (user) => {
      const tried: TriedScenario[] = [];
      for (const [at, { name, auth }] of scenarios.entries()) {
        const scenario = user.compiled.scenarios[at];
        if (scenario === undefined) break;
        const [perVu, steps] = [this.#wayOf('per-vu', at), this.#wayOf('scenario', at)];
        const passage = new Passage({ ...this.#parts(user), way: [...perVu, ...steps], auth });
        const data = firstRows(this.#plan, files.journey, user.compiled.names, this.#notes.redact);
        const passed = await passage.pass(itineraryOf(scenario));
        const of = (way: readonly number[]): TriedStep[] => way.flatMap((step) => passed.get(step) ?? []);
        tried.push({ name: this.#notes.redact(name), data, perVu: of(perVu), steps: of(steps) });
        user.connection.close();
      }
      return tried;
    });
  }

  /** Cancelling ends the request in flight. The user is always closed in the end. */
  async #asOneUser<T>(files: PlanFiles, pass: (user: OneUser) => Promise<T>): Promise<T> {
    const { userAgent, signal } = this.#options;
    const user = await openOneUser(this.#plan, files, userAgent, this.#notes);
    this.#notes.follow(user.compiled.names);
    const cancel = (): void => user.connection.cancel();
    signal?.addEventListener('abort', cancel);
    try {
      return await pass(user);
    } finally {
      signal?.removeEventListener('abort', cancel);
      user.connection.end();
    }
  }

  #parts(user: OneUser) {
    const handle = (at: number, tried: TriedStep): void => this.#tell(at, tried);
    const { signal, pauses = false } = this.#options;
    return { user, notes: this.#notes, sent: this.#sent, signal, pauses, handle };
  }

  #tell(at: number, tried: TriedStep): void {
    const { part = 'scenario', scenario = null, path = [] } = this.#sent[at] ?? {};
    this.#options.tell?.({ part, scenario, step: Number(path.at(-1)), tried });
  }

  #wayOf(part: Part, scenario: number | null): readonly number[] {
    return this.#sent.flatMap((sent, at) => (sent.part === part && sent.scenario === scenario ? [at] : []));
  }

  #skipped(name: string, scenario: number, refusal: string): TriedScenario {
    const skip = (at: number): TriedStep => {
      const step = skippedStep(this.#notes, this.#sent[at]?.step.name ?? '', refusal);
      this.#tell(at, step);
      return step;
    };
    const perVu = this.#wayOf('per-vu', scenario).map(skip);
    return { name: this.#notes.redact(name), data: [], perVu, steps: this.#wayOf('scenario', scenario).map(skip) };
  }
}

function refusalOf({ name, state, reason, exchanges }: TriedStep): string {
  if (state === 'skipped') return 'The run would not start, because the try was cancelled.';
  const status = exchanges.at(-1)?.response?.status ?? 0;
  const isStatus = /^The server responded with \d+/.test(reason ?? '');
  return beforeSentence(name, status, { outcome: isStatus ? 'http_4xx' : 'protocol', code: '', message: reason ?? '' });
}
