// Entry of a thread: answers questions about stored requests, several of them in turns.
import { assertNever } from '../../shared/errors.ts';
import { serveThread, threadTask } from '../threads/serve-thread.ts';
import { readCauses } from './causes.ts';
import { readFigures } from './figures.ts';
import { readGroups } from './group-series.ts';
import { readJourneys } from './journeys.ts';
import type { SampleQuestion, ReaderTask, Found } from './messages.ts';
import { Pages } from './page.ts';
import { readRequest } from './request.ts';
import { SampleFile } from './sample-file.ts';
import { readSeries } from './series.ts';
import { Turn } from './turn.ts';

const { path } = threadTask<ReaderTask>();
const library: Library = { file: new SampleFile(path), pages: new Pages() };

serveThread<SampleQuestion, Found>(
  (question, { signal }) => {
    const turn = new Turn();
    signal.addEventListener('abort', () => turn.end());
    return read(library, question, turn);
  },
  { fault: 'Internal error: these requests could not be read.' },
);

interface Library {
  readonly file: SampleFile;
  readonly pages: Pages;
}

/** @throws UserError */
async function read({ file, pages }: Library, question: SampleQuestion, turn: Turn): Promise<Found> {
  const { command, input } = question;
  const run = file.run(input.runId);
  const reading = { file, run, places: file.places(run.id), turn };
  switch (command) {
    case 'samples.figures':
      return await readFigures(reading, input);
    case 'samples.series':
      return await readSeries(reading, input);
    case 'samples.groups':
      return await readGroups(reading, input);
    case 'samples.page':
      return await pages.read(reading, input);
    case 'samples.place':
      return await pages.place(reading, input);
    case 'samples.request':
      return readRequest(reading, input);
    case 'samples.journeys':
      return await readJourneys(reading, input);
    case 'samples.causes':
      return await readCauses(reading, input);
    default:
      return assertNever(command);
  }
}
