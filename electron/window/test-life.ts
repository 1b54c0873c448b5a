// The life of the window's program on the double of Electron, with an app of which a test decides when it is closed. Imported by
// tests only, which replace the module `electron` themselves.
import { EventEmitter } from 'node:events';
import type { HostEvent } from '../../shared/rpc.ts';
import { exampleRun } from '../../shared/test-example-run.ts';
import type { OnrushApp } from '../app/app.ts';
import { followLifeCycle } from './life-cycle.ts';
import { BrowserWindow, startAnew } from './test-electron.ts';

export interface Life extends ReturnType<typeof followLifeCycle> {
  readonly window: BrowserWindow;
  /** Where signals arrive, and the words of the process that started the program. */
  readonly parent: EventEmitter;
  readonly given: { readonly name: string; readonly input: unknown }[];
  readonly opened: string[];
  /** How often the app was closed. */
  readonly closes: number;
  /** How often the place of the window was stored. */
  readonly kept: number;
  readonly finishClosing: () => void;
  /** What the page does before the end. */
  letPageWrite: () => Promise<void>;
  readonly tell: (event: HostEvent) => void;
  readonly begin: (id?: string) => void;
  readonly finish: (id?: string) => void;
}

export function startLife(): Life {
  startAnew();
  const counts = { closes: 0, kept: 0 };
  const closing = Promise.withResolvers<void>();
  const given: Life['given'] = [];
  const opened: string[] = [];
  const parent = new EventEmitter();
  let tell: Life['tell'] = () => undefined;
  const onrush: OnrushApp = {
    call(name, input) {
      given.push({ name, input });
      return Promise.resolve({ ok: true, value: null });
    },
    listen(handle) {
      tell = handle;
      return () => undefined;
    },
    openFile: (path) => void opened.push(path),
    collectFile: () => null,
    close() {
      counts.closes += 1;
      return closing.promise;
    },
  };
  const window = new BrowserWindow();
  const state = { keep: () => (counts.kept += 1) };
  const end = followLifeCycle({ onrush, window: window as never, state, letPageWrite: () => life.letPageWrite(), parent });
  const life: Life = {
    ...end,
    letPageWrite: () => Promise.resolve(),
    window,
    parent,
    given,
    opened,
    finishClosing: () => closing.resolve(),
    tell: (event) => tell(event),
    begin: (id = 'r1') => tell({ type: 'run', event: { type: 'started', row: exampleRun({ id, notes: 'Mine.' }) } }),
    finish: (id = 'r1') => tell({ type: 'run', event: { type: 'ended', row: exampleRun({ id, state: 'completed' }) } }),
    get closes() {
      return counts.closes;
    },
    get kept() {
      return counts.kept;
    },
  };
  return life;
}
