// With a real OpenTelemetry Collector, if one is found (ONRUSH_OTELCOL, or otelcol on PATH): it receives exactly what Onrush
// sends.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Histogram } from '../../../shared/histogram.ts';
import { exampleSnapshot } from '../../../shared/test-example-run.ts';
import { OtlpSender } from './otlp-sender.ts';

const collector = found(process.env['ONRUSH_OTELCOL'] ?? 'otelcol');

function found(program: string): string | null {
  try {
    execFileSync(program, ['--help'], { timeout: 20_000, stdio: 'ignore' });
    return program;
  } catch {
    process.stderr.write('No OpenTelemetry Collector was found, so none is sent to. Name one with ONRUSH_OTELCOL=FILE.\n');
    return null;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

/** Prints every metric that it receives. @returns what it has printed so far */
function begin(program: string, port: number): () => string {
  const folder = mkdtempSync(join(tmpdir(), 'onrush-collector-'));
  const settings = join(folder, 'settings.json');
  const configuration = {
    receivers: { otlp: { protocols: { http: { endpoint: `127.0.0.1:${port}` } } } },
    exporters: { debug: { verbosity: 'detailed' } },
    service: {
      telemetry: { metrics: { level: 'none' } },
      pipelines: { metrics: { receivers: ['otlp'], exporters: ['debug'] } },
    },
  };
  writeFileSync(settings, JSON.stringify(configuration));
  const child = spawn(program, ['--config', settings], { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += String(chunk)));
  onTestFinished(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  return () => printed;
}

test.skipIf(collector === null)(
  'a collector receives every metric, with the counts of the run',
  { timeout: 30_000 },
  async () => {
    const port = await freePort();
    const printed = begin(collector ?? '', port);
    await vi.waitFor(() => expect(printed()).toContain('Everything is ready'), { timeout: 20_000 });
    const run = { runId: 'run-1', plan: 'Checkout', commit: 'abc123', version: '1.0', startedAt: 1_764_000_000_000 };
    const url = `http://127.0.0.1:${port}`;
    const sender = new OtlpSender(run, { url, env: {}, handleFailure: (sentence) => expect.unreachable(sentence) });
    const histogram = new Histogram();
    for (const value of [3, 4.5, 120]) histogram.record(value);
    const times = histogram.toData();
    for (let index = 0; index < 4; index += 1) {
      const outcomes = { ok: 2, http_5xx: 1 };
      sender.add(exampleSnapshot({ index, endAt: 250 * (index + 1), outcomes, service: times, response: times }));
    }
    await sender.end();
    await vi.waitFor(() => expect(printed().includes('onrush.load.level')).toBe(true), { timeout: 10_000 });
    const text = printed();
    expect(text).toContain('onrush.run.id: Str(run-1)');
    expect(text).toContain('vcs.ref.head.revision: Str(abc123)');
    expect(text).toMatch(/onrush\.request\.service_time[\s\S]*?DataType: ExponentialHistogram[\s\S]*?Count: 12\n/);
    expect(text).toMatch(/onrush\.requests\n[\s\S]*?outcome: Str\(ok\)[\s\S]*?Value: 8\n/);
  },
);
