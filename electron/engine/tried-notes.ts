// Collects what happens to the one user who tries a plan: verdicts, values, cookies and data rows. The values of secrets are
// hidden.
import { sentStepsOf } from '../../shared/plan/sent-steps.ts';
import type { RowPlace } from '../../shared/plan/journey/data-row.ts';
import { checkNames } from '../../shared/plan/journey/plan-checks.ts';
import type { JsonValue } from '../../shared/plan/journey/value.ts';
import { withheldWords } from '../../shared/journey-words.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { HIDDEN, isSecretField } from '../../shared/plan/secret.ts';
import type { TriedCheck, TriedCookie, TriedStep, TriedValue } from '../../shared/try-once.ts';
import type { KeptCookie } from './journey/cookie-jar.ts';
import type { JourneyFiles } from './files/journey-files.ts';
import type { NameTable } from './journey/name-table.ts';
import { growingRedactor, redactValue, type Redact } from './journey/redact.ts';
import type { TravelTally } from './journey/step-traveller.ts';

/** The one user who tries a plan takes the rows of the first iteration. */
const FIRST: RowPlace = { iteration: 0, vu: 0 };

/** The notes on the current step. */
export class Notes implements TravelTally {
  readonly redact: Redact;
  readonly #names: readonly string[];
  /** The values that steps have extracted, unchanged. */
  readonly made = new Map<string, JsonValue>();
  readonly #tables: NameTable[] = [];
  #checks: TriedCheck[] = [];
  #values: TriedValue[] = [];
  #remarks: string[] = [];

  constructor(plan: Plan, secrets: readonly string[]) {
    const sent = sentStepsOf(plan).filter(({ part }) => part !== 'renewal');
    this.#names = sent.flatMap(({ step }) => checkNames(step));
    this.redact = growingRedactor(secrets, () =>
      this.#tables.flatMap((names) => [...names.secretCells(FIRST), ...names.credentials]),
    );
  }

  /** What it sends to authenticate is secret as well, and so are passwords in its rows of data files. */
  follow(names: NameTable): void {
    this.#tables.push(names);
  }

  count(check: number, hasPassed: boolean, reason: string | null): void {
    const name = this.redact(this.#names[check] ?? '');
    this.#checks.push({ name, passed: hasPassed, reason: reason === null ? null : this.redact(reason) });
  }

  took(name: string, value: JsonValue): void {
    this.made.set(name, value);
    this.#values.push({ name, value: redactValue(value, this.redact) });
  }

  /** A value that a step extracted is shown anyway to whoever tries the plan. */
  hasMade(text: string): boolean {
    return [...this.made.values()].includes(text);
  }

  withhold(header: string, host: string): void {
    this.#remarks.push(this.redact(withheldWords({ header, host })));
  }

  stopRun(): void {}

  take(): Pick<TriedStep, 'checks' | 'values' | 'remarks'> {
    const taken = { checks: this.#checks, values: this.#values, remarks: this.#remarks };
    this.#remarks = [];
    this.#checks = [];
    this.#values = [];
    return taken;
  }

  cookies(kept: readonly KeptCookie[]): readonly TriedCookie[] {
    return kept.map((cookie) => ({ ...cookie, value: partOf(this.redact(cookie.value)) }));
  }
}

/** The cells of the rows that the first iteration of the first user takes. */
export function firstRows(plan: Plan, { tables }: JourneyFiles, names: NameTable, redact: Redact): readonly TriedValue[] {
  const scope = names.newScope();
  scope.begin(0, 0);
  return (plan.data ?? []).flatMap(({ name: set }, at) =>
    (tables[at]?.columns ?? []).map((column) => {
      const name = `${set}.${column}`;
      const filler = names.bind(name);
      const value = typeof filler === 'function' ? filler(scope) : filler;
      return { name, value: isSecretField(column) ? HIDDEN : redactValue(value, redact) };
    }),
  );
}

/** A session cookie is as good as a password, so only enough of it is shown to recognise it. In characters. */
const SHOWN_LENGTH = 8;

function partOf(value: string): string {
  return value.length < 3 * SHOWN_LENGTH ? `${value.length} characters` : `${value.slice(0, SHOWN_LENGTH)}…${value.slice(-2)}`;
}
