// Which rows of data files the requests of a requests.csv took. The file has the rows and not the rule by which they were taken, so
// the rule is looked for that gives every request its own row.
import { plural } from '../../shared/format.ts';
import type { PlanInput } from '../../shared/plan/plan.ts';
import type { ResultRequest } from './imported-request.ts';

type DataInput = NonNullable<PlanInput['data']>;

/** One file whose rows follow from `of`: the iteration, or the virtual user. */
interface Rule {
  readonly pick: 'each' | 'per-vu';
  /** Greatest common divisor of what the rows lie below that number; 0 while none does. */
  step: number;
  most: number;
  isPossible: boolean;
}

const NO_FILE = 'not-in-this-file.csv';

export class DataRows {
  /** By the name of the file; empty where the file has one, whose name its column does not say. */
  readonly #files = new Map<string, readonly Rule[]>();
  readonly #names = new Set<string>();

  add({ dataRow, iteration, vu, url, part }: ResultRequest): void {
    if (dataRow === '' || iteration === null || vu === null || part === 'before') return;
    for (const [, name = ''] of url.matchAll(/\{\{\s*([A-Za-z_][\w-]*)\./g)) this.#names.add(name);
    for (const [, name = '', row = ''] of dataRow.matchAll(/(?:([\w-]+) )?(\d+)(?:, |$)/g))
      this.#note(name, Number(row) - 1, { each: iteration, 'per-vu': vu });
  }

  /** Those whose rule was found, with how many rows they have. */
  get files(): { readonly data: DataInput; readonly rows: Readonly<Record<string, number>> } {
    const data: DataInput = [];
    const rows: Record<string, number> = {};
    for (const [name, rules] of this.#files) {
      const rule = rules.find(({ isPossible }) => isPossible);
      if (rule === undefined) continue;
      const own = name === '' ? ([...this.#names][0] ?? 'data') : name;
      data.push({ name: own, file: NO_FILE, pick: rule.pick });
      rows[own] = rule.step === 0 ? rule.most + 1 : rule.step;
    }
    return { data, rows };
  }

  notes(): readonly string[] {
    const lost = [...this.#files.values()].filter((rules) => rules.every(({ isPossible }) => !isPossible)).length;
    if (lost === 0) return [];
    return [
      `The rows of ${lost} data ${plural(lost, 'file')} are left out: which of them a request took does not follow from this file.`,
    ];
  }

  #note(name: string, row: number, of: Readonly<Record<Rule['pick'], number>>): void {
    const rules = this.#files.get(name) ?? [newRule('each'), newRule('per-vu')];
    this.#files.set(name, rules);
    for (const rule of rules) {
      const number = of[rule.pick];
      rule.step = divisor(rule.step, number - row);
      rule.most = Math.max(rule.most, row);
      rule.isPossible &&= number >= row && (rule.step === 0 || rule.step > rule.most);
    }
  }
}

function newRule(pick: Rule['pick']): Rule {
  return { pick, step: 0, most: 0, isPossible: true };
}

function divisor(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : divisor(b, a % b);
}
