// Turns the names of a plan's holes into what fills them: constants at once, all else as a function of the iteration.
import { parseBuiltIn } from '../../../shared/plan/journey/built-in.ts';
import { builtInValue } from '../../../shared/plan/journey/built-in-values.ts';
import { rowPicker } from '../../../shared/plan/journey/data-row.ts';
import { DEFAULT_SEED } from '../../../shared/plan/schedule.ts';
import { variablesOf } from '../../../shared/plan/journey/plan-variables.ts';
import { hasHoles } from '../../../shared/plan/journey/template.ts';
import type { JsonValue } from '../../../shared/plan/journey/value.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { AccessTokenReader } from './access-token.ts';
import { filledToken, tokenKey, type OAuth2 } from './token-request.ts';
import { compileText, render } from './compiled-text.ts';
import { DataReader } from '../files/data-table.ts';
import type { BodyFile, JourneyFiles } from '../files/journey-files.ts';
import { MissingValue, Scope, type Filler } from './scope.ts';

export class NameTable {
  readonly seed: number;
  readonly #files: JourneyFiles;
  readonly #variables: NonNullable<Plan['variables']>;
  readonly #sets: readonly { readonly name: string; readonly reader: DataReader; readonly rowOf: (scope: Scope) => number }[];
  readonly #slots = new Map<string, number>();
  readonly #readers = new Map<SharedArrayBuffer, AccessTokenReader>();
  /** Variables with holes: each has one value through an iteration, wherever it is used. */
  readonly #bound = new Map<string, JsonValue | Filler>();
  /** Tells the holes of random values apart; the same in every thread. */
  #place = 0;

  constructor(plan: Plan, files: JourneyFiles) {
    this.seed = plan.seed ?? DEFAULT_SEED;
    this.#files = files;
    this.#variables = variablesOf(plan);
    const pickRow = rowPicker(plan);
    this.#sets = (plan.data ?? []).flatMap((set, at) => {
      const table = files.tables[at];
      if (table === undefined) return [];
      const reader = new DataReader(table);
      return [{ name: set.name, reader, rowOf: (scope: Scope) => pickRow(at, table.rows, scope) }];
    });
  }

  /** Has room for all names that were declared. */
  newScope(): Scope {
    return new Scope(this.seed, this.#slots.size);
  }

  /** Where the value of an extracted name is kept. */
  slotOf(name: string): number {
    const slot = this.#slots.get(name) ?? this.#slots.size;
    this.#slots.set(name, slot);
    return slot;
  }

  /** Another one for each hole. */
  nextPlace(): number {
    this.#place += 1;
    return this.#place;
  }

  /** null before the tokens are fetched. */
  tokenOf(auth: OAuth2): AccessTokenReader | null {
    const memory = this.#files.tokens?.[tokenKey(filledToken(auth, this))];
    if (memory === undefined) return null;
    const reader = this.#readers.get(memory) ?? new AccessTokenReader(memory);
    this.#readers.set(memory, reader);
    return reader;
  }

  /** That were sent by now. */
  get accessTokens(): readonly string[] {
    return [...this.#readers.values()].flatMap(({ seen }) => seen);
  }

  /** `path` as the plan writes it. */
  fileOf(path: string): Buffer | BodyFile {
    const file = this.#files.bodies?.[path];
    if (file === undefined) throw new Error(`The file ${path} was not read.`);
    return 'content' in file ? Buffer.from(file.content) : file;
  }

  /** A constant of the run, or what fills the hole in each iteration. */
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
      if (value === undefined) throw new MissingValue(`“${name}” has no value, because the step that makes it failed.`);
      return value;
    };
  }

  /** A variable may itself have holes. */
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

/** A name may be one that every object has, such as "constructor". */
function ownOf<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
