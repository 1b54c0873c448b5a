// From a question to its answer.
import { assertNever } from '../../shared/errors.ts';
import type { CommandOutputs } from '../../shared/rpc.ts';
import type { SampleCommand } from '../../shared/sample-query.ts';
import { readFigures } from './figures.ts';
import type { Question } from './messages.ts';
import type { Pages } from './page.ts';
import { readRequest } from './request.ts';
import type { SampleFile } from './sample-file.ts';
import { readSeries } from './series.ts';
import type { Turn } from './turn.ts';

export interface Library {
  readonly file: SampleFile;
  readonly pages: Pages;
}

/** @throws UserError */
export async function answer({ file, pages }: Library, question: Question, turn: Turn): Promise<CommandOutputs[SampleCommand]> {
  const { command, input } = question;
  const run = file.run(input.runId);
  const reading = { file, run, places: file.places(run.id), turn };
  switch (command) {
    case 'samples.figures':
      return await readFigures(reading, input);
    case 'samples.series':
      return await readSeries(reading, input);
    case 'samples.page':
      return await pages.read(reading, input);
    case 'samples.place':
      return await pages.place(reading, input);
    case 'samples.request':
      return readRequest(reading, input);
    default:
      return assertNever(command);
  }
}
