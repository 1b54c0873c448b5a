// What a person must confirm before the first requests go to a public host, and the text of the question. Pure.
import { formatCount, formatSpan } from '../format.ts';
import type { PublicTarget } from '../confirmation.ts';
import type { Plan } from './plan.ts';
import { scheduleOfPlan } from './streams.ts';

export function publicTarget(plan: Plan, host: string, address: string | null, isProxy = false): PublicTarget {
  const { iterations, durationMs, maxVus, ramps } = scheduleOfPlan(plan);
  const steps = Math.max(1, ...plan.scenarios.map((scenario) => scenario.steps.length));
  return {
    host,
    isProxy,
    address,
    requests: iterations === null ? null : iterations * steps,
    rate: plan.load.model === 'open' ? Math.max(...ramps.flatMap(({ from, to }) => [from, to])) * steps : null,
    vus: maxVus,
    durationMs,
  };
}

/** "Send 138,000 requests to shop.example.com?" */
export function publicTargetTitle({ host, isProxy, requests, vus }: PublicTarget): string {
  const way = isProxy ? `through the proxy ${host}` : `to ${host}`;
  if (requests !== null) return `Send ${formatCount(requests)} ${requests === 1 ? 'request' : 'requests'} ${way}?`;
  return `Send requests ${way} with ${formatCount(vus)} virtual ${vus === 1 ? 'user' : 'users'}?`;
}

export function publicTargetBody(target: PublicTarget): string {
  return `${addressWords(target)} ${rateWords(target)} Only test systems that you are authorised to test.`;
}

function addressWords({ host, address }: PublicTarget): string {
  if (address === null) return 'Its address could not be looked up, so it may be public.';
  return address === host ? 'It is a public address.' : `It is a public address (${address}).`;
}

function rateWords({ rate, vus, durationMs }: PublicTarget): string {
  const span = durationMs === null ? '' : ` for ${formatSpan(durationMs)}`;
  if (rate !== null) return `Up to ${formatCount(Math.ceil(rate))} requests a second${span}.`;
  return `Up to ${formatCount(vus)} at once, as fast as the responses come${span}.`;
}
