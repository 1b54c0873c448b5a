// The pages of a history, and ways of damaging them. Imported by tests only.
import type { Database } from '../store/database.ts';

export const PAGE = 4096;
export const WAYS = ['zeroed', 'random', 'header', 'bits', 'exchanged'] as const;

export interface Page {
  /** The name of the table or index. */
  readonly name: string;
  readonly kind: string;
  readonly number: number;
}

/** The pages of tables and indexes, and those that are no longer used. */
export function pagesOf(database: Database): Page[] {
  const used = database
    .prepare('SELECT name, pagetype AS kind, pageno AS number FROM dbstat ORDER BY pageno')
    .all()
    .map(({ name, kind, number }) => ({ name: String(name), kind: String(kind), number: Number(number) }));
  const count = Number(database.prepare('PRAGMA page_count').get()?.['page_count']);
  const known = new Set(used.map(({ number }) => number));
  const others = Array.from({ length: count }, (_, at) => at + 1).filter((number) => !known.has(number));
  // The second page records where the others belong.
  return [...used, ...others.map((number) => ({ name: number === 2 ? 'map' : 'free', kind: '', number }))];
}

export function damagePage(bytes: Uint8Array, way: (typeof WAYS)[number], number: number, random: () => number): void {
  const at = (number - 1) * PAGE;
  const byte = (): number => Math.floor(random() * 256);
  switch (way) {
    case 'zeroed':
      bytes.fill(0, at, at + PAGE);
      return;
    case 'random':
      for (let index = 0; index < PAGE; index += 1) bytes[at + index] = byte();
      return;
    case 'header':
      for (let index = 0; index < 12; index += 1) bytes[at + index] = byte();
      return;
    case 'bits':
      for (let turn = 0; turn < 20; turn += 1) {
        const place = at + Math.floor(random() * PAGE);
        bytes[place] = (bytes[place] ?? 0) ^ (1 << Math.floor(random() * 8));
      }
      return;
    case 'exchanged': {
      const other = (1 + Math.floor(random() * (bytes.length / PAGE - 1))) * PAGE;
      bytes.copyWithin(at, other, other + PAGE);
    }
  }
}

/** The same numbers every time (a linear congruential generator of Numerical Recipes). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
