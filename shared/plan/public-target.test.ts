// The question before a public host is loaded: how much, how fast, and in which words.
import { expect, test } from 'vitest';
import { examplePlan } from '../test-example-run.ts';
import { publicTarget, publicTargetBody, publicTargetTitle } from './public-target.ts';

const HOST = 'shop.example.com';

test('an open plan names its arrivals and its highest rate', () => {
  const load = { model: 'open' as const, startTarget: 2200, stages: [{ duration: '1m', target: 2400 }] };
  const target = publicTarget(examplePlan({ load }), HOST, '203.0.113.9');
  expect(target).toMatchObject({ requests: 138_000, rate: 2400, durationMs: 60_000 });
  expect(publicTargetTitle(target)).toBe('Send 138,000 requests to shop.example.com?');
  expect(publicTargetBody(target)).toBe(
    'It is a public address (203.0.113.9). Up to 2,400 requests a second for 1 min. Only test systems that you are authorised to test.',
  );
});

test('every step of an iteration is a request', () => {
  const steps = [{ url: `https://${HOST}/a` }, { url: `https://${HOST}/b` }];
  const plan = examplePlan({ scenarios: [{ steps }], load: { model: 'iterations', iterations: 50, vus: 5 } });
  const target = publicTarget(plan, HOST, null);
  expect(publicTargetTitle(target)).toBe('Send 100 requests to shop.example.com?');
  expect(publicTargetBody(target)).toBe(
    'Its address could not be looked up, so it may be public. Up to 5 at once, as fast as the responses come. Only test systems that you are authorised to test.',
  );
});

test('a closed plan cannot say how many, so it says with how many users', () => {
  const load = { model: 'closed' as const, stages: [{ duration: '30s', target: 20 }] };
  const target = publicTarget(examplePlan({ load }), '203.0.113.9', '203.0.113.9');
  expect(publicTargetTitle(target)).toBe('Send requests to 203.0.113.9 with 20 virtual users?');
  expect(publicTargetBody(target)).toBe(
    'It is a public address. Up to 20 at once, as fast as the responses come for 30 s. Only test systems that you are authorised to test.',
  );
});

test('a proxy is named as a proxy', () => {
  const load = { model: 'iterations' as const, iterations: 1, vus: 1 };
  const target = publicTarget(examplePlan({ load }), 'proxy.example.com', null, true);
  expect(publicTargetTitle(target)).toBe('Send 1 request through the proxy proxy.example.com?');
});
