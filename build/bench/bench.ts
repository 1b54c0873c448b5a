// What a section of the benchmark gets and gives. Sections lie beside what they measure, as *.bench.ts.
import type { Spread } from './spread.ts';
import type { Target } from './target.ts';

export interface BenchContext {
  /** Fewer and shorter readings, to see that everything works. */
  readonly quick: boolean;
  /** Pairs of readings a row. */
  readonly pairs: number;
  /** The folder of this run of the benchmark; removed at its end. */
  readonly folder: string;
  /** The server under load; started at the first call. */
  readonly target: () => Promise<Target>;
  readonly note: (sentence: string) => void;
}

export interface Row {
  readonly what: string;
  /** With its unit. */
  readonly onrush: string;
  /** null where there is nobody to compare with. */
  readonly peer: string | null;
  /** Ours to the peer's, of each pair. */
  readonly ratio: Spread | null;
  /** At least, and aimed at. */
  readonly goal: string;
}

export interface Section {
  readonly name: string;
  readonly title: string;
  readonly run: (context: BenchContext) => Promise<readonly Row[]>;
}
