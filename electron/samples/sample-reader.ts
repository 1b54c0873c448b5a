// Entry of a thread: answers questions about stored requests, several at a time in turns.
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { fail, succeed, UserError, type Result } from '../../shared/errors.ts';
import type { CommandOutputs } from '../../shared/rpc.ts';
import type { SampleCommand } from '../../shared/sample-query.ts';
import { answer, type Library } from './answer.ts';
import type { FromReader, Question, ReaderTask, ToReader } from './messages.ts';
import { Pages } from './page.ts';
import { SampleFile } from './sample-file.ts';
import { Turn } from './turn.ts';

const port = parentPort;
if (port === null) throw new Error('The sample reader runs in a worker thread');
const { path } = workerData as ReaderTask;
serve(port, { file: new SampleFile(path), pages: new Pages() });

function serve(main: MessagePort, library: Library): void {
  const turns = new Map<number, Turn>();
  main.on('message', (message: ToReader) => {
    if (message.type === 'end') turns.get(message.id)?.end();
    else void reply(main, library, message.question, turns);
  });
}

async function reply(main: MessagePort, library: Library, question: Question, turns: Map<number, Turn>): Promise<void> {
  const turn = new Turn();
  turns.set(question.id, turn);
  const result = await resultOf(library, question, turn);
  turns.delete(question.id);
  main.postMessage({ id: question.id, result } satisfies FromReader);
}

async function resultOf(library: Library, question: Question, turn: Turn): Promise<Result<CommandOutputs[SampleCommand]>> {
  try {
    return succeed(await answer(library, question, turn));
  } catch (error) {
    if (error instanceof UserError) return { ok: false, failure: error.failure };
    console.error(error);
    return fail('internal', 'Onrush made a mistake while it read these requests. The details are in its log.');
  }
}
