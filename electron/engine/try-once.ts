// One user passes each scenario of a plan once, in this thread, and everything it sends and receives is reported. Pauses between steps
// are left out. Nothing of it is a sample.
import { hostnamesOf } from '../../shared/plan/journey/plan-hosts.ts';
import { textsOf } from '../../shared/plan/journey/step-texts.ts';
import { namesIn } from '../../shared/plan/journey/template.ts';
import type { Plan, Scenario, Step } from '../../shared/plan/plan.ts';
import type { TriedPlan, TriedScenario, TriedStep, TryProgress } from '../../shared/try-once.ts';
import { Connector } from './http/connector.ts';
import { HttpClients } from './http/open-client.ts';
import { reachOf } from './http/reach.ts';
import { warmUp } from './http/warm-up.ts';
import { compilePlan } from './journey/compiled-plan.ts';
import { itineraryOf, Journey, type Itinerary, type Move } from './load/journey.ts';
import type { PlanFiles } from './plan-files.ts';
import { exchangeOf } from './tried-exchange.ts';
import { firstRows, Notes } from './tried-notes.ts';
import { OneConnection } from './one-connection.ts';
import { COMPUTER_TIME } from './time/clock.ts';
import { Deadlines } from './time/deadlines.ts';

export interface TryOptions {
  readonly userAgent: string;
  readonly signal?: AbortSignal;
  /** Hears of each step as it ends. */
  readonly tell?: (progress: TryProgress) => void;
}

/** `signal`: ends it with what there is. */
export async function tryOnce(plan: Plan, files: PlanFiles, { userAgent, signal, tell }: TryOptions): Promise<TriedPlan> {
  await warmUp();
  const clock = COMPUTER_TIME.clockFrom(COMPUTER_TIME.nanoseconds());
  const deadlines = new Deadlines(1);
  const { timeouts, http, tls } = plan;
  const mayReach = reachOf(hostnamesOf(plan, files.journey.constants));
  const connector = new Connector({ clock, http, tls, tlsFiles: files.tls, mayReach });
  const clients = new HttpClients({ clock, deadlines, examples: { wantsBody: () => false }, connector, timeouts, http });
  const connection = new OneConnection(clients, deadlines, clock, plan);
  const { names, scenarios } = compilePlan(plan, files.journey, userAgent);
  const { secrets } = files.journey;
  const notes = new Notes(plan, secrets);
  const tools = {
    newScope: () => names.newScope(),
    tally: notes,
    secrets,
    epochMs: () => Date.now(),
    now: () => clock.now(),
    warmupMs: -Infinity,
  };
  const journey = new Journey({ followRedirects: http.followRedirects, mayReach, tools });
  const cancel = (): void => connection.cancel();
  signal?.addEventListener('abort', cancel);
  const tried: TriedScenario[] = [];
  let firstStep = 0;
  try {
    for (const [at, source] of plan.scenarios.entries()) {
      const scenario = scenarios[at];
      if (scenario === undefined) break;
      const handle = (step: number, ended: TriedStep): void => tell?.({ scenario: at, step, tried: ended });
      const passage = new Passage({ journey, connection, notes, source, firstStep, signal, handle });
      const data = firstRows(plan, files.journey, names, notes.redact);
      tried.push({ name: notes.redact(source.name), data, steps: await passage.pass(itineraryOf(scenario)) });
      connection.close();
      firstStep += source.steps.length;
    }
  } finally {
    signal?.removeEventListener('abort', cancel);
    connection.end();
  }
  const passed = tried.every(({ steps }) => steps.every(({ state }) => state === 'passed'));
  return { name: notes.redact(plan.name), passed, isCancelled: signal?.aborted === true, scenarios: tried };
}

interface PassageParts {
  readonly journey: Journey;
  readonly connection: OneConnection;
  readonly notes: Notes;
  readonly source: Scenario;
  /** Counted through all scenarios. */
  readonly firstStep: number;
  readonly signal: AbortSignal | undefined;
  readonly handle: (step: number, tried: TriedStep) => void;
}

/** One way through one scenario. */
class Passage {
  readonly #parts: PassageParts;
  /** By their places in the scenario. */
  readonly #steps = new Map<number, TriedStep>();
  #exchanges: TriedStep['exchanges'] = [];

  constructor(parts: PassageParts) {
    this.#parts = parts;
  }

  /** The steps of the scenario, those that were not reached included. */
  async pass(itinerary: Itinerary): Promise<readonly TriedStep[]> {
    const { journey, source, handle } = this.#parts;
    journey.begin(itinerary, 0, 0);
    for (let move = journey.next(); move.kind !== 'end' && !this.#isCancelled; move = journey.next()) {
      if (move.kind !== 'pause') await this.#make(move);
    }
    const steps = source.steps.map((step, at) => this.#steps.get(at) ?? this.#skipped(step));
    for (const [at, step] of steps.entries()) if (step.state === 'skipped') handle(at, step);
    return steps;
  }

  get #isCancelled(): boolean {
    return this.#parts.signal?.aborted === true;
  }

  async #make(move: Extract<Move, { kind: 'request' | 'refused' }>): Promise<void> {
    const { journey, connection, notes, source, firstStep, handle } = this.#parts;
    const at = (move.kind === 'refused' ? move.step : move.request.step) - firstStep;
    const before = move.kind === 'request' && move.request.sentAs !== undefined ? this.#steps.get(at) : undefined;
    let fault = move.kind === 'refused' ? move.fault : null;
    if (before === undefined) this.#exchanges = [];
    if (move.kind === 'request') {
      const { client, fault: ended } = await connection.send(move.request);
      this.#exchanges = [...this.#exchanges, exchangeOf(move.request, client, notes.redact)];
      fault = journey.receive(client, ended);
    }
    const { checks, values } = notes.take();
    const step: TriedStep = {
      name: notes.redact(source.steps[at]?.name ?? ''),
      state: fault === null && !this.#isCancelled ? 'passed' : 'failed',
      reason: fault === null ? null : notes.redact(fault.message),
      exchanges: this.#exchanges,
      checks: [...(before?.checks ?? []), ...checks],
      values: [...(before?.values ?? []), ...values],
      cookies: notes.cookies(journey.cookies),
    };
    this.#steps.set(at, step);
    handle(at, step);
  }

  #skipped(step: Step): TriedStep {
    const { notes } = this.#parts;
    const reason = this.#isCancelled ? 'It was not sent, because the try was cancelled.' : this.#whySkipped(step);
    const name = notes.redact(step.name);
    return { name, state: 'skipped', reason: notes.redact(reason), exchanges: [], checks: [], values: [], cookies: [] };
  }

  #whySkipped(step: Step): string {
    const { source } = this.#parts;
    const [at, failed] = [...this.#steps].findLast(([, { state }]) => state === 'failed') ?? [];
    const made = Object.keys(source.steps[at ?? -1]?.extract ?? {});
    const needed = textsOf({ auth: source.auth, ...step }).flatMap(({ text }) => namesIn(text));
    const missing = made.find((name) => needed.includes(name));
    const name = failed?.name ?? '';
    if (missing === undefined) return `It was not sent, because the step “${name}” failed.`;
    return `It was not sent: it needs “${missing}”, which the step “${name}” did not give.`;
  }
}
