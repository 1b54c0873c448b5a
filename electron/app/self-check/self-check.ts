// The self-check of Onrush. It uses a temporary history and its own servers on this computer, so that nothing of the user's is
// read or changed. It knows no window; a host adds the parts that only it can check.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, platform, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Result } from '../../../shared/errors.ts';
import type { CommandInput, CommandName, CommandOutputs, HostEvent } from '../../../shared/rpc.ts';
import type { CheckedPart, SelfCheck } from '../../../shared/self-check.ts';
import { EVERYTHING } from '../../../shared/sample-query.ts';
import { pack } from '../../../shared/wire.ts';
import { tlsLibrary } from '../computer.ts';
import { checkPart, expectThat } from './check-part.ts';
import { openCheckServers, type CheckServers } from './test-servers.ts';
import { storeLongRun } from './long-run.ts';
import { timerTick } from './timer-tick.ts';

/** The part of the app that is checked; importing the whole app would make a cycle. */
export interface CheckedApp {
  call(name: string, input: unknown): Promise<Result<unknown>>;
  listen(handle: (event: HostEvent) => void): () => void;
  close(): Promise<void>;
}

export interface CheckHost {
  readonly version: string;
  readonly host: SelfCheck['host'];
  /** Opens an app on this folder. Exports are saved, and files received, by their path. */
  readonly open: (folder: string) => CheckedApp;
  /** The host's own parts, on an app that has a run of 1,200 columns with this id. */
  readonly more?: (app: CheckedApp, longRun: string) => Promise<readonly CheckedPart[]>;
}

const REQUESTS = 400;
const RUN_WITHIN_MS = 60_000;

export async function selfCheck({ version, host, open, more }: CheckHost): Promise<SelfCheck> {
  const folder = mkdtempSync(join(tmpdir(), 'onrush-check-'));
  const servers = await openCheckServers();
  const data = join(folder, 'data');
  try {
    const checker = new Checker(open(data), servers, folder);
    const parts: CheckedPart[] = [];
    try {
      parts.push(...(await checker.parts()));
    } finally {
      await checker.app.close();
    }
    const app = open(data);
    try {
      parts.push(await checkPart('timers', timerTick), ...(await openingOf(app, data, more)));
    } finally {
      await app.close();
    }
    return {
      product: 'Onrush',
      version,
      host,
      checkedAt: new Date().toISOString(),
      passed: parts.every(({ state }) => state !== 'failed'),
      ...surroundings(),
      parts,
    };
  } finally {
    servers.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openingOf(app: CheckedApp, data: string, more: CheckHost['more']): Promise<readonly CheckedPart[]> {
  let id = '';
  const opening = await checkPart('long run', async () => {
    id = storeLongRun(data);
    const startedAt = performance.now();
    const detail = await ask(app, 'runs.open', { id });
    const openedMs = performance.now() - startedAt;
    expectThat(detail.snapshots.length === 1200, `The run has ${detail.snapshots.length} columns, and should have 1,200.`);
    const bytes = pack(detail).length;
    return {
      words: 'A run of 1,200 columns is opened.',
      figures: { openMs: Math.round(openedMs), packMs: Math.round(performance.now() - startedAt - openedMs), bytes },
    };
  });
  return [opening, ...(id === '' || more === undefined ? [] : await more(app, id))];
}

class Checker {
  readonly app: CheckedApp;
  readonly #servers: CheckServers;
  readonly #folder: string;

  constructor(app: CheckedApp, servers: CheckServers, folder: string) {
    this.app = app;
    this.#servers = servers;
    this.#folder = folder;
  }

  async parts(): Promise<readonly CheckedPart[]> {
    const runs: string[] = [];
    const saved = join(this.#folder, 'requests.csv');
    const looks: readonly (readonly [name: string, look: Parameters<typeof checkPart>[1]])[] = [
      ['history', () => this.#history()],
      ['run', () => this.#run(runs)],
      ['threads', () => this.#threads(runs)],
      ['save', () => this.#save(runs, saved)],
      ['drop', () => this.#drop(saved)],
      ['TLS, self-signed', () => this.#fault(this.#servers.secure, /self-signed/i)],
      ['TLS, plain server', () => this.#fault(this.#servers.plain.replace('http:', 'https:'), /does not speak TLS/)],
    ];
    const parts: CheckedPart[] = [];
    for (const [name, look] of looks) parts.push(await checkPart(name, look));
    return parts;
  }

  async #history() {
    const { plan } = planFor(this.#servers.plain);
    const { id } = await ask(this.app, 'plans.save', { id: null, plan });
    const plans = await ask(this.app, 'plans.list', {});
    expectThat(
      plans.some((one) => one.id === id),
      'A plan that was saved is not in the list.',
    );
    return { words: 'The history is written and read.' };
  }

  /** There are two runs, so that they can be compared. */
  async #run(runs: string[]) {
    for (let count = 0; count < 2; count += 1) {
      const ended = this.#ended();
      const { runId } = await ask(this.app, 'runs.start', { ...planFor(this.#servers.plain), planId: null });
      runs.push(runId);
      await ended;
    }
    const { row } = await ask(this.app, 'runs.open', { id: runs[0] ?? '' });
    const { total, succeeded } = row.summary.requests;
    expectThat(
      row.state === 'completed' && total === REQUESTS && succeeded === total && this.#servers.received() === 2 * REQUESTS,
      `Of ${REQUESTS} requests ${total} were counted and ${succeeded} succeeded; the server received ${this.#servers.received()} of both runs.`,
    );
    return {
      words: `${REQUESTS} requests were sent, received and counted.`,
      figures: { requestsPerSecond: Math.round(row.summary.throughput) },
    };
  }

  #ended(): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('The run did not end within a minute.')), RUN_WITHIN_MS);
      const stop = this.app.listen((event) => {
        if (event.type !== 'run' || event.event.type !== 'ended') return;
        clearTimeout(late);
        stop();
        resolve();
      });
    });
  }

  async #threads([first = '', second = '']: readonly string[]) {
    const figures = await ask(this.app, 'samples.figures', { runId: first, view: 'check', filter: EVERYTHING });
    expectThat(
      figures.requests.total === REQUESTS,
      `The thread that reads requests found ${figures.requests.total} of ${REQUESTS}.`,
    );
    await ask(this.app, 'compare.runs', { ids: [first, second], step: null });
    return { words: 'The threads that read and compare requests respond.' };
  }

  async #save([id = '']: readonly string[], saved: string) {
    const delivery = await ask(this.app, 'runs.export', { id, kind: 'requests-csv', exportId: 'check' });
    expectThat(delivery.kind === 'saved' && delivery.rows === REQUESTS, `${REQUESTS} requests were not saved.`);
    if (delivery.kind === 'saved' && delivery.path !== saved) throw new Error('The file was saved at another place.');
    return { words: 'The requests are saved as a file.', figures: { bytes: statSync(saved).size } };
  }

  async #drop(saved: string) {
    const imported = await ask(this.app, 'imports.start', { upload: saved });
    expectThat(imported?.requests === REQUESTS, `${imported?.requests ?? 0} of ${REQUESTS} requests came back from the file.`);
    writeFileSync(saved, 'timeStamp,elapsed\nsoon,1\n');
    const refused = await this.app.call('imports.start', { upload: saved });
    expectThat(!refused.ok && refused.failure.code === 'import_invalid', 'A file with a fault was not refused.');
    return { words: 'The file comes back as a run, and one with a fault is refused.' };
  }

  async #fault(url: string, sentence: RegExp) {
    const tried = JSON.stringify(await ask(this.app, 'plans.try', { ...planFor(url), tryId: 'check' }));
    expectThat(
      sentence.test(tried),
      `The fault was not recognised: ${/"message":"[^"]*"/.exec(tried)?.[0] ?? 'nothing was said'}`,
    );
    return { words: 'The fault is named in the sentence that helps.' };
  }
}

function planFor(url: string) {
  const plan = {
    version: 1,
    name: 'Self-check',
    scenarios: [{ steps: [{ url }] }],
    load: { model: 'iterations', iterations: REQUESTS, vus: 8 },
  };
  return { plan };
}

/** @throws an error with the sentence of the failure */
async function ask<N extends CommandName>(app: CheckedApp, name: N, input: CommandInput<N>): Promise<CommandOutputs[N]> {
  const result = await app.call(name, input);
  if (!result.ok) throw new Error(result.failure.message);
  // oxlint-disable-next-line typescript/consistent-type-assertions -- The app is typed against the same contract.
  return result.value as CommandOutputs[N];
}

function surroundings(): Pick<SelfCheck, 'versions' | 'system'> {
  const versions: Partial<NodeJS.ProcessVersions> = process.versions;
  const { node = 'unknown', electron = 'none', chrome = 'none', sqlite = 'unknown' } = versions;
  return {
    versions: { node, electron, chromium: chrome, tls: tlsLibrary(), sqlite },
    system: {
      platform: platform(),
      release: release(),
      arch: arch(),
      cpu: cpus()[0]?.model.trim() ?? 'unknown',
      cores: availableParallelism(),
      memoryBytes: totalmem(),
    },
  };
}
