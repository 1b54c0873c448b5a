// What a section of the benchmark gets and returns. Sections are in the folder of the code that they measure, as *.bench.ts.
import type { Spread } from './spread.ts';
import type { Target } from './target.ts';

export interface BenchContext {
  /** Fewer and shorter readings, to check that everything works. */
  readonly quick: boolean;
  /** Pairs of readings per row. */
  readonly pairs: number;
  /** The folder of this run of the benchmark; it is removed at the end. */
  readonly folder: string;
  /** The server under load; started at the first call. */
  readonly target: () => Promise<Target>;
  readonly note: (sentence: string) => void;
}

export interface Row {
  readonly what: string;
  /** With its unit. */
  readonly onrush: string;
  /** null if there is no peer to compare with. */
  readonly peer: string | null;
  /** Onrush's reading divided by the peer's, for each pair. */
  readonly ratio: Spread | null;
  /** The required value and the goal. */
  readonly goal: string;
}

export interface Section {
  readonly name: string;
  readonly title: string;
  readonly run: (context: BenchContext) => Promise<readonly Row[]>;
}
