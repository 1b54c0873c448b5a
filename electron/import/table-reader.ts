// A table of requests as a part of a merged run: surveyed while its rows are read, which are then given once more as blocks.
import { BlockFiller, type RowBlock } from './row-block.ts';
import { openResultFile, type HandleRow, type ResultFile } from './result-file.ts';
import { RunStart } from './run-start.ts';
import { surveyOfTable, type SourceSurvey } from './source-survey.ts';
import type { ReadingWatch } from './text-source.ts';

export interface TablePlace {
  readonly path: string;
  /** Where its rows are kept. */
  readonly folder: string;
}

export class TableReader {
  readonly survey: SourceSurvey;
  readonly #file: ResultFile;

  /** @throws UserError import_invalid, superseded */
  static async open({ path, folder }: TablePlace, reading: ReadingWatch): Promise<TableReader> {
    const start = new RunStart();
    const handleRow: HandleRow = ({ startedAt, sentAt }) => start.add(startedAt, sentAt);
    const file = await openResultFile(path, { reading, handleRow, folder });
    return new TableReader(file, surveyOfTable(file, start.at));
  }

  private constructor(file: ResultFile, survey: SourceSurvey) {
    this.#file = file;
    this.survey = survey;
  }

  close(): void {
    this.#file.close();
  }

  /** Without rows that are parts or sums of others. */
  async *blocks(watch: ReadingWatch): AsyncGenerator<RowBlock, void, undefined> {
    const { survey } = this.#file;
    const placeOf = survey.places();
    const filler = new BlockFiller();
    const filled: RowBlock[] = [];
    const take = (): void => {
      const block = filler.take();
      if (block !== null) filled.push(block);
    };
    const rows = this.#file.read(
      watch,
      () => this.survey.startedAt,
      (request, number) => {
        if (request.kind !== 'request' || survey.parts.has(number)) return;
        const { place, sentAs } = placeOf(request);
        filler.add(request, { step: place, sentAs }, survey.vuOf(request));
        if (filler.isFull) take();
      },
    );
    for await (const _ of rows) yield* filled.splice(0);
    take();
    yield* filled;
  }
}
