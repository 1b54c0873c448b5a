// A host for tests of the window: replies from a table, and events on demand. Imported by tests only.
import { fail, succeed, type Result } from '../shared/errors.ts';
import type { CommandInput, CommandName, CommandOutputs, HostEvent } from '../shared/rpc.ts';
import type { RunEvent } from '../shared/run.ts';
import type { WindowBridge } from '../shared/window-bridge.ts';
import { pack } from '../shared/wire.ts';

export type Replies = {
  readonly [N in CommandName]?: (input: CommandInput<N>) => CommandOutputs[N] | Result<CommandOutputs[N]>;
};

/** What a host without plans and runs replies when the page opens. */
export const EMPTY_HOST: Replies = {
  'app.info': () => ({
    version: '1.0.0',
    host: 'browser',
    dataFolder: '/data',
    command: 'onrush',
    defaultWorkers: 1,
    problem: null,
  }),
  'settings.get': () => ({ theme: 'light', stopWhenRefused: true, workers: null }),
  'runs.list': () => [],
  'plans.list': () => [],
  'capacity.list': () => [],
  'demo.state': () => ({ phase: 'idle', asyncRunId: null, blockingRunId: null, failure: null }),
  'calibration.get': () => null,
};

export class TestBridge {
  /** The path of each file, by its name. */
  readonly paths = new Map<string, string>();
  /** All commands that were sent, in order. */
  readonly calls: { readonly name: CommandName; readonly input: unknown }[] = [];
  readonly #listeners = new Set<(event: HostEvent) => void>();
  replies: Replies;

  constructor(replies: Replies) {
    this.replies = replies;
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  call(name: CommandName, input: unknown): Promise<Result<unknown>> {
    this.calls.push({ name, input });
    const reply = this.replies[name] as ((input: unknown) => unknown) | undefined;
    if (reply === undefined) return Promise.resolve(fail('internal', `The test has no reply to ${name}.`));
    const value = reply(input);
    return Promise.resolve(isResult(value) ? value : succeed(value));
  }

  listen(handle: (event: HostEvent) => void): () => void {
    this.#listeners.add(handle);
    return () => void this.#listeners.delete(handle);
  }

  emit(event: HostEvent): void {
    for (const handle of this.#listeners) handle(event);
  }

  emitRun(event: RunEvent): void {
    this.emit({ type: 'run', event });
  }

  /** Call it before the first import of a module that communicates with the host. */
  install(): void {
    const bridge: WindowBridge<File> = {
      call: async (name, input) => pack(await this.call(name, structuredClone(input))),
      listen: (handle) => this.listen((event) => handle(pack(event))),
      pathOf: (file) => this.paths.get(file.name) ?? '',
    };
    Object.defineProperty(window, 'onrush', { value: bridge, configurable: true });
  }
}

function isResult(value: unknown): value is Result<unknown> {
  return typeof value === 'object' && value !== null && 'ok' in value;
}
