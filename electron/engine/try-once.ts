// One user passes each scenario of a plan once, in this thread, and everything it sends and receives is told. Pauses between steps
// are left out. Nothing of it is a sample.
import { checksOf } from '../../shared/plan/journey/plan-checks.ts';
import { hostnamesOf } from '../../shared/plan/journey/plan-hosts.ts';
import type { JsonValue } from '../../shared/plan/journey/value.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import type { TriedCheck, TriedPlan, TriedStep } from '../../shared/try-once.ts';
import { Connector } from './http/connector.ts';
import { HttpClients } from './http/open-client.ts';
import { reachOf } from './http/reach.ts';
import { warmUp } from './http/warm-up.ts';
import { compilePlan } from './journey/compiled-plan.ts';
import { redactor, redactValue, type Redact } from './journey/redact.ts';
import type { TravelTally } from './journey/step-traveller.ts';
import { itineraryOf, Journey, type Itinerary } from './load/journey.ts';
import type { PlanFiles } from './plan-files.ts';
import { exchangeOf } from './tried-exchange.ts';
import { OneConnection } from './one-connection.ts';
import { COMPUTER_TIME } from './time/clock.ts';
import { Deadlines } from './time/deadlines.ts';

export async function tryOnce(plan: Plan, files: PlanFiles, userAgent: string): Promise<TriedPlan> {
  await warmUp();
  const clock = COMPUTER_TIME.clockFrom(COMPUTER_TIME.nanoseconds());
  const deadlines = new Deadlines(1);
  const { timeouts, http, tls } = plan;
  const mayReach = reachOf(hostnamesOf(plan, files.journey.constants));
  const connector = new Connector({ clock, http, tls, tlsFiles: files.tls, mayReach });
  const clients = new HttpClients({ clock, deadlines, examples: { wantsBody: () => false }, connector, timeouts, http });
  const connection = new OneConnection(clients, deadlines, clock, plan);
  const { names, scenarios } = compilePlan(plan, files.journey, userAgent);
  const redact = redactor(files.journey.secrets);
  const notes = new Notes(plan, redact);
  const { secrets } = files.journey;
  const tools = { newScope: () => names.newScope(), tally: notes, secrets, epochMs: () => Date.now(), warmupMs: -Infinity };
  const journey = new Journey({ followRedirects: http.followRedirects, mayReach, tools });
  const tried: TriedPlan['scenarios'][number][] = [];
  let firstStep = 0;
  try {
    for (const [at, { name, steps }] of plan.scenarios.entries()) {
      const scenario = scenarios[at];
      if (scenario === undefined) break;
      const stepNames = steps.map((step) => step.name);
      tried.push({ name, steps: await pass(itineraryOf(scenario), journey, connection, notes, firstStep, stepNames) });
      connection.close();
      firstStep += steps.length;
    }
  } finally {
    connection.end();
  }
  const passed = tried.every(({ steps }) => steps.every(({ state }) => state === 'passed'));
  return { name: redact(plan.name), passed, scenarios: tried };
}

/** The steps of one scenario, those that were not reached included. */
async function pass(
  itinerary: Itinerary,
  journey: Journey,
  connection: OneConnection,
  notes: Notes,
  firstStep: number,
  stepNames: readonly string[],
): Promise<readonly TriedStep[]> {
  const steps = new Map<number, TriedStep>();
  let exchanges: TriedStep['exchanges'] = [];
  let failed = '';
  journey.begin(itinerary, 0, 0);
  for (let move = journey.next(); move.kind !== 'end'; move = journey.next()) {
    if (move.kind === 'pause') continue;
    let fault = move.kind === 'refused' ? move.fault : null;
    const step = move.kind === 'refused' ? move.step : move.request.step;
    const isHop = move.kind === 'request' && move.request.sentAs !== undefined;
    if (!isHop) exchanges = [];
    if (move.kind === 'request') {
      const { client, fault: ended } = await connection.send(move.request);
      exchanges = [...exchanges, exchangeOf(move.request, client, notes.redact)];
      fault = journey.receive(client, ended);
    }
    const name = stepNames[step - firstStep] ?? '';
    const reason = fault === null ? null : notes.redact(fault.message);
    if (fault !== null) failed = name;
    const before = isHop ? steps.get(step) : undefined;
    const { checks, values } = notes.take();
    steps.set(step, {
      name,
      state: fault === null ? 'passed' : 'failed',
      reason,
      exchanges,
      checks: [...(before?.checks ?? []), ...checks],
      values: [...(before?.values ?? []), ...values],
    });
  }
  return stepNames.map((name, at) => {
    const reason = `It was not sent, because the step “${failed}” failed.`;
    return steps.get(firstStep + at) ?? { name, state: 'skipped', reason, exchanges: [], checks: [], values: [] };
  });
}

/** What the journey says of the step at hand. */
class Notes implements TravelTally {
  readonly redact: Redact;
  readonly #names: readonly string[];
  #checks: TriedCheck[] = [];
  #values: TriedStep['values'][number][] = [];

  constructor(plan: Plan, redact: Redact) {
    this.#names = checksOf(plan).map(({ name }) => name);
    this.redact = redact;
  }

  count(check: number, hasPassed: boolean, reason: string | null): void {
    const name = this.redact(this.#names[check] ?? '');
    this.#checks.push({ name, passed: hasPassed, reason: reason === null ? null : this.redact(reason) });
  }

  took(name: string, value: JsonValue): void {
    this.#values.push({ name, value: redactValue(value, this.redact) });
  }

  skip(): void {}

  stopRun(): void {}

  take(): Pick<TriedStep, 'checks' | 'values'> {
    const taken = { checks: this.#checks, values: this.#values };
    this.#checks = [];
    this.#values = [];
    return taken;
  }
}
