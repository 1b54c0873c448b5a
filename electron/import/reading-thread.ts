// Entry of a thread that reads tables of requests for the thread that merges them, block by block on request.
import { UserError } from '../../shared/errors.ts';
import { serveThread } from '../threads/serve-thread.ts';
import { blockBuffers, type RowBlock } from './row-block.ts';
import type { SourceSurvey } from './source-survey.ts';
import { TableReader, type TablePlace } from './table-reader.ts';

/** The asking thread chooses the number `file`. Blocks come in the order of the file. */
export type ReadingQuestion =
  | { readonly kind: 'survey'; readonly file: number; readonly place: TablePlace }
  | { readonly kind: 'block'; readonly file: number };

export type ReadingAnswer =
  | { readonly kind: 'survey'; readonly survey: SourceSurvey }
  /** null at the end. */
  | { readonly kind: 'block'; readonly block: RowBlock | null };

interface OpenTable {
  readonly reader: TableReader;
  /** Aborts the reading of blocks, whichever question it serves. */
  readonly controller: AbortController;
  report: (bytes: number) => void;
  blocks: AsyncGenerator<RowBlock, void, undefined> | null;
}

const tables = new Map<number, OpenTable>();

serveThread<ReadingQuestion, ReadingAnswer, number>(
  async (question, { signal, report }) => {
    if (question.kind === 'survey') {
      const reader = await TableReader.open(question.place, { signal, handleBytes: report });
      tables.set(question.file, { reader, controller: new AbortController(), report, blocks: null });
      return { kind: 'survey', survey: reader.survey };
    }
    const table = tables.get(question.file);
    if (table === undefined) throw new UserError('internal', 'This table was not opened.');
    const { reader, controller } = table;
    table.report = report;
    signal.addEventListener('abort', () => controller.abort(), { once: true });
    table.blocks ??= reader.blocks({ signal: controller.signal, handleBytes: (bytes) => table.report(bytes) });
    const { value } = await table.blocks.next();
    return { kind: 'block', block: value ?? null };
  },
  {
    fault: 'Internal error: a file could not be read.',
    transferOf: (answer) => (answer.kind === 'block' && answer.block !== null ? blockBuffers(answer.block) : []),
  },
);
