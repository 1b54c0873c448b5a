import { expect, test } from 'vitest';
import { parsePlanText } from './plan/plan-parse.ts';
import { isNestedTooDeep, MOST_NESTING } from './nesting.ts';
import { pack, unpack } from './wire.ts';

const nested = (levels: number): string => `${'[{"a":'.repeat(levels / 2)}1${'}]'.repeat(levels / 2)}`;

test.each([0, 2, MOST_NESTING])('%d levels are allowed, and cross the socket', (levels) => {
  const value: unknown = JSON.parse(nested(levels));
  expect(isNestedTooDeep(value)).toBe(false);
  // In a plan, in a list, in a frame.
  const frame = { id: 1, result: { ok: true, value: [{ plan: { scenarios: [{ steps: [{ body: { json: value } }] }] } }] } };
  expect(unpack(pack(frame))).toEqual(frame);
});

test.each([MOST_NESTING + 2, 5000, 100_000])('%d levels are not allowed', (levels) => {
  expect(isNestedTooDeep(JSON.parse(nested(levels)))).toBe(true);
});

test.each([MOST_NESTING, 100_000])('a plan with %d levels in it is refused with a sentence', (levels) => {
  const steps = `[{"url":"http://127.0.0.1/","method":"POST","body":{"json":${nested(levels)}}}]`;
  const text = `{"version":2,"name":"Deep","scenarios":[{"steps":${steps}}],"load":{"model":"iterations","iterations":1,"vus":1}}`;
  expect(parsePlanText(text)).toMatchObject({
    ok: false,
    failure: {
      code: 'plan_invalid',
      message: `This is nested in more than ${MOST_NESTING} levels, which no plan needs. A body may be text.`,
    },
  });
});
