import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePlan } from './plan/plan-parse.ts';
import { TRACE_PLACE, TraceIds } from './trace-id.ts';
import { tracesOf } from './traced-run.ts';

const STEP = { name: 'list', url: 'http://127.0.0.1/' };
const iteration = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const step = fc.integer({ min: 0, max: 65_535 });

test('every request has a valid trace of its own, which follows from its run, iteration and step', () => {
  fc.assert(
    fc.property(fc.string(), iteration, step, iteration, step, (runId, one, its, other, others) => {
      const ids = new TraceIds(runId);
      const header = ids.traceparent(one, its);
      expect(header).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-01$/);
      expect(header).toHaveLength(TRACE_PLACE.length);
      expect(header.slice(3, 35)).toBe(new TraceIds(runId).traceId(one, its));
      expect(header).not.toMatch(/-0{32}-|-0{16}-/);
      const isSame = one === other && its === others;
      expect(ids.traceId(one, its) === ids.traceId(other, others)).toBe(isSame);
      expect(ids.traceparent(one, its)).not.toBe(header);
    }),
  );
});

test('the traces of two runs have nothing in common, and those of one run begin alike and end evenly spread', () => {
  const [ids, others] = [new TraceIds('a'), new TraceIds('b')];
  const all = Array.from({ length: 4096 }, (_, at) => ids.traceId(at, 0));
  expect(new Set(all.map((id) => id.slice(0, 16)))).toEqual(new Set([ids.prefix]));
  expect(others.prefix).not.toBe(ids.prefix);
  expect(all).not.toContain(others.traceId(0, 0));
  // A sampler that keeps one of four by the last digits keeps about that.
  const kept = all.filter((id) => Number.parseInt(id.slice(-8), 16) < 2 ** 30).length;
  expect(kept / all.length).toBeGreaterThan(0.22);
  expect(kept / all.length).toBeLessThan(0.28);
});

test('a request that was sent again belongs to the trace of its step', () => {
  const scenarios = [{ name: 'shop', perVu: [STEP], refreshOn: 401, steps: [STEP, { ...STEP, name: 'cart' }] }];
  const parsed = parsePlan({ version: 2, trace: true, scenarios, load: { model: 'iterations', iterations: 1, vus: 1 } });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const run = { id: 'run', plan: parsed.value };
  const [ids, traceOf] = [new TraceIds('run'), tracesOf(run)];
  // Two steps, one that each user sends once, and the two again.
  expect(traceOf?.(7, 4, 0)).toBe(ids.traceId(7, 1));
  expect(traceOf?.(7, 2, 0)).toBe(ids.traceId(7, 2));
  expect(tracesOf({ ...run, machine: { sentBy: 'k6 1.3.0' } })).toBe(null);
  expect(tracesOf({ ...run, importedFrom: 'requests.csv' })).toBe(null);
  expect(tracesOf({ ...run, plan: { ...parsed.value, trace: false } })).toBe(null);
});

test('a step with a header of its own is refused in words', () => {
  const plan = (trace: boolean) => ({
    version: 2,
    trace,
    scenarios: [{ steps: [{ ...STEP, headers: { TraceParent: '00-1-2-01' } }] }],
    load: { model: 'iterations', iterations: 1, vus: 1 },
  });
  expect(parsePlan(plan(false)).ok).toBe(true);
  const refused = parsePlan(plan(true));
  expect(refused.ok ? null : refused.failure.message).toContain('Remove this header from the step, or leave "trace" out.');
});
