// One file of results as a part of a merged run: its requests, with times from its own beginning, and what is known about them.
import { basename } from 'node:path';
import { statSync } from 'node:fs';
import type { HealthVerdict } from '../../shared/health.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import type { RunSummary } from '../../shared/summary.ts';
import type { ResultRequest } from './imported-request.ts';
import { openResultFile } from './result-file.ts';
import { RunStart } from './run-start.ts';
import { LONG_PAUSE_MS } from './stretches.ts';
import type { Survey } from './survey.ts';
import type { ReadingWatch } from './text-source.ts';

export interface MergeSource {
  /** The name of its load generator. */
  readonly name: string;
  readonly fileName: string;
  readonly survey: Survey;
  /** In whole sentences. */
  readonly notes: readonly string[];
  /** The point in time from which its times count, in epoch ms. */
  readonly startedAt: number;
  /** The end of its last request, in ms after `startedAt`. */
  readonly durationMs: number;
  readonly requests: number;
  /** Set if it is a whole run; null for rows of a table. */
  readonly run: { readonly plan: Plan; readonly summary: RunSummary } | null;
  /** By second since its beginning; null if nothing is known. */
  readonly verdictOf: (second: number) => HealthVerdict | null;
  /** How many rows each data file has, by its name. */
  readonly dataRows: Readonly<Record<string, number>>;
  /** Without rows that are parts or sums of others. */
  readonly rows: (reading: ReadingWatch) => AsyncGenerator<readonly ResultRequest[], void, undefined>;
}

export interface SourceFile {
  readonly path: string;
  /** As the person sees it. */
  readonly fileName: string;
}

/** Opens a table of requests. @throws UserError import_invalid, superseded */
export async function openTable({ path, fileName }: SourceFile, reading: ReadingWatch): Promise<MergeSource> {
  const start = new RunStart();
  const file = await openResultFile(path, reading, ({ request }) => start.add(request.startedAt, request.sentAt));
  const { survey } = file;
  const [first] = survey.runs();
  const last = survey.runs().at(-1);
  const isOwn = survey.kind === 'requests';
  const startedAt = isOwn ? start.at : Math.floor(first?.from ?? 0);
  const pauses = survey.runs().length - 1;
  return {
    name: stemOf(fileName),
    fileName,
    survey,
    notes: [
      ...file.notes,
      ...survey.notes(),
      ...(pauses > 0
        ? [
            `It pauses ${pauses === 1 ? 'once' : `${pauses} times`} for ${LONG_PAUSE_MS / 60_000} minutes or more, and is treated as one run.`,
          ]
        : []),
    ],
    startedAt,
    durationMs: (last?.to ?? 0) - (isOwn ? 0 : startedAt),
    requests: survey.count,
    run: null,
    verdictOf: (second) => (isOwn ? survey.generator.of(second) : null),
    dataRows: survey.dataRows,
    rows: async function* (again) {
      for await (const rows of file.rows(again, () => startedAt)) {
        yield rows.flatMap(({ request, number }) => (request.kind === 'request' && !survey.parts.has(number) ? [request] : []));
      }
    },
  };
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
