import { expect, test } from 'vitest';
import { examplePlan } from '../../../../shared/test-example-run.ts';
import { stepsOf, type PlanInput } from '../../../../shared/plan/plan.ts';
import { parseCurl } from '../../../../shared/plan/from/curl.ts';
import { curlCommand } from './curl-command.ts';

function commandOf(step: PlanInput['scenarios'][number]['steps'][number], changes: Partial<PlanInput> = {}) {
  const plan = examplePlan({ scenarios: [{ name: 'one', steps: [step] }], ...changes });
  const [parsed] = stepsOf(plan);
  if (parsed === undefined) throw new Error('The plan has a step');
  return curlCommand(plan, parsed);
}

test('a plain GET needs only its URL', () => {
  expect(commandOf({ url: 'http://127.0.0.1:8080/list' })).toEqual({
    command: 'curl --http1.1 http://127.0.0.1:8080/list',
    leftOut: [],
  });
});

test('method, headers and body are quoted for a shell', () => {
  const { command } = commandOf({
    method: 'POST',
    url: 'http://127.0.0.1/a?b=1&c=2',
    headers: { accept: 'text/plain' },
    body: `{"name":"O'Neil $HOME"}`,
  });
  expect(command).toBe(
    String.raw`curl -X POST --http1.1 -H 'accept: text/plain' --data-raw '{"name":"O'\''Neil $HOME"}' 'http://127.0.0.1/a?b=1&c=2'`,
  );
});

test('secrets are left out and named', () => {
  const { command, leftOut } = commandOf({
    url: 'http://127.0.0.1/',
    headers: { 'X-Api-Key': 'hush', cookie: 'session=hush', accept: '*/*' },
  });
  expect(command).not.toContain('hush');
  expect(command).toContain('accept: */*');
  expect(leftOut).toEqual(['X-Api-Key', 'cookie']);
  const signedIn = commandOf({ url: 'http://127.0.0.1/', auth: { type: 'bearer', token: 'hush' } });
  expect(signedIn).toEqual({ command: 'curl --http1.1 http://127.0.0.1/', leftOut: ['Authorization'] });
});

test.each([
  {
    multipart: [
      { name: 'a', value: '@b;type=c' },
      { name: 'photo', file: "it's p.png" },
      { name: 'dump', file: 'd.bin', fileName: 'q "1"', type: 'text/x' },
    ],
  },
  { file: 'dump.bin' },
])('a command with files reads back as the same body %#', (body) => {
  const read = parseCurl(commandOf({ method: 'POST', url: 'http://127.0.0.1/', body }).command);
  expect(read).toMatchObject({ ok: true, value: { step: { method: 'POST', body } } });
});
