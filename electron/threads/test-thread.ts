// Entry of a thread for tests of the host and the server of questions. Imported by tests only.
import { UserError } from '../../shared/errors.ts';
import { serveThread, threadTask } from './serve-thread.ts';

export type TestQuestion =
  | { readonly kind: 'count'; readonly to: number }
  | { readonly kind: 'fail' | 'mistake' | 'wait' | 'exit' };

export type TestResponse = string;

const greeting = threadTask<string>();

serveThread<TestQuestion, TestResponse, number>(
  async (question, { signal, report }) => {
    switch (question.kind) {
      case 'count':
        for (let at = 1; at <= question.to; at += 1) report(at);
        return `${greeting} ${question.to}`;
      case 'fail':
        throw UserError.from({
          code: 'plan_invalid',
          message: 'Wrong.',
          problems: [{ path: 'load', message: 'Missing.' }],
          confirmation: { host: 'a.example', isProxy: false, address: null, requests: 1, rate: null, vus: 1, durationMs: null },
        });
      case 'mistake':
        throw new TypeError('x is not a function');
      case 'exit':
        return process.exit(3);
      case 'wait':
        return await new Promise((resolve) => signal.addEventListener('abort', () => resolve('given up')));
    }
  },
  { fault: 'Internal error of a test.' },
);
