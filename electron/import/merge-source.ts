// One file of results as a part of a merged run: its requests, with times from its own beginning, and what is known about them.
import { basename } from 'node:path';
import { statSync } from 'node:fs';
import type { Plan } from '../../shared/plan/plan.ts';
import type { RunSummary } from '../../shared/summary.ts';
import type { RowBlock } from './row-block.ts';
import type { SourceSurvey } from './source-survey.ts';
import type { ReadingWatch } from './text-source.ts';

interface MergedSourceRun {
  readonly plan: Plan;
  readonly summary: RunSummary;
  /** True if its requests carried a trace context that follows from its identity. */
  readonly isTraced: boolean;
}

export interface MergeSource {
  /** The name of its load generator. */
  readonly name: string;
  readonly fileName: string;
  readonly survey: SourceSurvey;
  /** Set if it is a whole run; null for rows of a table. */
  readonly run: MergedSourceRun | null;
  /** Parts and sums of others are left out. `areOfPlan`: the steps of its batches are those of its run's plan, not places in its survey's. */
  readonly blocks: (reading: ReadingWatch, areOfPlan: boolean) => AsyncGenerator<RowBlock, void, undefined>;
}

export interface SourceFile {
  readonly path: string;
  /** As the person sees it. */
  readonly fileName: string;
}

/** "pod-1" of "results/pod-1.csv.gz" */
export function stemOf(fileName: string): string {
  return basename(fileName.replaceAll('\\', '/'))
    .replace(/\.gz$/i, '')
    .replace(/\.(?:csv|jtl|xml|tsv|txt|json|ndjson|jsonl|onrush)$/i, '');
}

export function sizeOf({ path }: SourceFile): number {
  return Math.max(1, statSync(path).size);
}
