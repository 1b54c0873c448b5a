// Entry of a thread: answers questions about stored requests, several at a time in turns.
import { serveThread, threadTask } from '../threads/serve-thread.ts';
import { answer, type Library } from './answer.ts';
import type { Answer, Question, ReaderTask } from './messages.ts';
import { Pages } from './page.ts';
import { SampleFile } from './sample-file.ts';
import { Turn } from './turn.ts';

const { path } = threadTask<ReaderTask>();
const library: Library = { file: new SampleFile(path), pages: new Pages() };

serveThread<Question, Answer>(
  (question, { signal }) => {
    const turn = new Turn();
    signal.addEventListener('abort', () => turn.end());
    return answer(library, question, turn);
  },
  { fault: 'Onrush made a mistake while it read these requests.' },
);
