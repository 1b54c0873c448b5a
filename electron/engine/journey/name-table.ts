// Binds the names in a plan's holes: constants get their value at once, all others a function of the iteration.
import { parseBuiltIn } from '../../../shared/plan/journey/built-in.ts';
import { builtInValue } from '../../../shared/plan/journey/built-in-values.ts';
import { rowPicker, type RowPlace } from '../../../shared/plan/journey/data-row.ts';
import { DEFAULT_SEED } from '../../../shared/plan/schedule.ts';
import { variablesOf } from '../../../shared/plan/journey/plan-variables.ts';
import { hasHoles } from '../../../shared/plan/journey/template.ts';
import { jsonText, type JsonValue } from '../../../shared/plan/journey/value.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { isSecretField, isSecretValue } from '../../../shared/plan/secret.ts';
import type { OAuth2 } from '../../../shared/plan/token-settings.ts';
import { proxyOf } from '../http/peer.ts';
import { AccessTokenReader } from './access-token.ts';
import { filledToken, tokenKey } from './token-request.ts';
import { compileText, render } from './compiled-text.ts';
import { DataReader } from '../files/data-table.ts';
import type { BodyFile, JourneyFiles } from '../files/journey-files.ts';
import { ValueFault, Scope, type Filler } from './scope.ts';

export class NameTable {
  readonly seed: number;
  readonly #files: JourneyFiles;
  readonly #variables: NonNullable<Plan['variables']>;
  readonly #sets: readonly { readonly name: string; readonly reader: DataReader; readonly rowOf: (place: RowPlace) => number }[];
  readonly #basic = new Set<string>();
  readonly #slots = new Map<string, number>();
  readonly #readers = new Map<SharedArrayBuffer, AccessTokenReader>();
  /** Variables with holes. Each has one value throughout an iteration, wherever it is used. */
  readonly #bound = new Map<string, JsonValue | Filler>();
  /** Numbers the holes with random values; the numbers are the same in every thread. */
  #place = 0;

  constructor(plan: Plan, files: JourneyFiles) {
    this.seed = plan.seed ?? DEFAULT_SEED;
    this.#files = files;
    this.#variables = variablesOf(plan);
    const toProxy = proxyOf(plan.http)?.authorization ?? null;
    if (toProxy !== null) this.noteBasic(toProxy.replace('Basic ', ''));
    const pickRow = rowPicker(plan);
    this.#sets = (plan.data ?? []).flatMap((set, at) => {
      const table = files.tables[at];
      if (table === undefined) return [];
      const reader = new DataReader(table);
      return [{ name: set.name, reader, rowOf: (place: RowPlace) => pickRow(at, table.rows, place) }];
    });
  }

  /** A scope with a slot for every name that was declared. */
  newScope(): Scope {
    return new Scope(this.seed, this.#slots.size);
  }

  /** The slot of an extracted name. */
  slotOf(name: string): number {
    const slot = this.#slots.get(name) ?? this.#slots.size;
    this.#slots.set(name, slot);
    return slot;
  }

  /** Each hole gets its own number. */
  nextPlace(): number {
    this.#place += 1;
    return this.#place;
  }

  /** Returns null before the tokens are fetched. */
  tokenOf(auth: OAuth2): AccessTokenReader | null {
    const memory = this.#files.tokens?.[tokenKey(filledToken(auth, this))];
    if (memory === undefined) return null;
    const reader = this.#readers.get(memory) ?? new AccessTokenReader(memory);
    this.#readers.set(memory, reader);
    return reader;
  }

  /** The same user and password with every request: hidden as a whole, because a short password is not found within it. */
  noteBasic(credentials: string): void {
    this.#basic.add(credentials);
  }

  /** What was sent so far to authenticate, and is not in the plan: access tokens, and users with their passwords in base64. */
  get credentials(): readonly string[] {
    return [...this.#basic, ...[...this.#readers.values()].flatMap(({ seen }) => seen)];
  }

  /** Whether data files have columns whose names say that they hold secrets. */
  get hasSecretCells(): boolean {
    return this.#sets.some(({ reader }) => reader.table.columns.some(isSecretField));
  }

  /** The cells of such columns in the rows of an iteration. */
  secretCells(place: RowPlace): readonly string[] {
    return this.#sets.flatMap(({ reader, rowOf }) =>
      reader.table.columns.flatMap((name, column) => {
        const cell = isSecretField(name) ? jsonText(reader.cell(rowOf(place), column)) : '';
        return isSecretValue(name, cell) ? [cell] : [];
      }),
    );
  }

  /** `path` is written as in the plan. */
  fileOf(path: string): Buffer | BodyFile {
    const file = this.#files.bodies?.[path];
    if (file === undefined) throw new Error(`The file ${path} was not read.`);
    return 'content' in file ? Buffer.from(file.content) : file;
  }

  /** A constant of the run, or a function that gives the value in each iteration. */
  bind(name: string): JsonValue | Filler {
    if (name.startsWith('$')) return this.#bindBuiltIn(name);
    const variable = ownOf(this.#variables, name);
    if (variable !== undefined) return this.#bindVariable(name, variable);
    const given = ownOf(this.#files.given ?? {}, name);
    if (given !== undefined) return given;
    const constant = ownOf(this.#files.constants, name);
    if (constant !== undefined) return constant;
    const dot = name.indexOf('.');
    const set = this.#sets.find((one) => dot > 0 && one.name === name.slice(0, dot));
    if (set !== undefined) {
      const { reader, rowOf } = set;
      const column = reader.columnOf(name.slice(dot + 1));
      return (scope) => reader.cell(rowOf(scope), column);
    }
    const slot = this.slotOf(name);
    return (scope) => {
      const value = scope.get(slot);
      if (value === undefined) throw new ValueFault(`“${name}” has no value, because the step that makes it failed.`);
      return value;
    };
  }

  /** The value of a variable may itself contain holes. */
  #bindVariable(name: string, value: string | number | boolean): JsonValue | Filler {
    if (typeof value !== 'string' || !hasHoles(value)) return value;
    const known = this.#bound.get(name);
    if (known !== undefined) return known;
    const text = compileText(value, this);
    const bound = typeof text === 'string' ? text : (scope: Scope) => render(text, scope);
    this.#bound.set(name, bound);
    return bound;
  }

  #bindBuiltIn(name: string): JsonValue | Filler {
    const parsed = parseBuiltIn(name);
    if (!parsed.ok) throw new Error(parsed.message);
    const { builtIn } = parsed;
    if (builtIn.kind === 'env') return this.#files.constants[name] ?? '';
    const place = this.nextPlace();
    return (scope) => builtInValue(builtIn, place, scope);
  }
}

/** Guards against names that every object has, such as "constructor". */
function ownOf<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
