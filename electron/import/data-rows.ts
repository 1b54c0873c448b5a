// Which rows of data files the requests of a requests.csv used. The file contains the rows but not the rule that chose them, so
// this looks for a rule that gives every request its own row.
import { plural } from '../../shared/format.ts';
import type { PlanInput } from '../../shared/plan/plan.ts';
import type { ResultRequest } from './imported-request.ts';

type DataInput = NonNullable<PlanInput['data']>;

/** A rule under which the rows of a file follow from `of`: the iteration or the virtual user. */
interface Rule {
  readonly pick: 'each' | 'per-vu';
  /** The greatest common divisor of the distances between the rows and that number; 0 while there is none. */
  step: number;
  most: number;
  isPossible: boolean;
}

const NO_FILE = 'not-in-this-file.csv';

export class DataRows {
  /** By the name of the file; empty if there is only one file, because its column then does not name it. */
  readonly #files = new Map<string, readonly Rule[]>();
  readonly #names = new Set<string>();

  add({ dataRow, iteration, vu, url, part }: ResultRequest): void {
    if (dataRow === '' || iteration === null || vu === null || part === 'before') return;
    for (const [, name = ''] of url.matchAll(/\{\{\s*([A-Za-z_][\w-]*)\./g)) this.#names.add(name);
    for (const [, name = '', row = ''] of dataRow.matchAll(/(?:([\w-]+) )?(\d+)(?:, |$)/g))
      this.#note(name, Number(row) - 1, { each: iteration, 'per-vu': vu });
  }

  /** The files whose rule was found, with their numbers of rows. */
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
