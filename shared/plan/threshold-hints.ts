// What to write in place of a threshold that was not understood: one sentence with the right way.
import type { Subject } from './threshold.ts';
import { SUBJECT_HINT } from './threshold-vocabulary.ts';

type Hints = readonly (readonly [pattern: RegExp, sentence: string])[];

export const WHICH_TIME = 'write which time, such as p95 < 200ms, mean < 200ms or max < 200ms.';
export const SCOPE_HINT = 'name the step or scenario in braces, such as p95{step: "login"} < 300ms.';

/** "of the login", "for step cart". */
const IN_WORDS = /^(?:of|for|in|on|at)\s+["'\w]/i;

const NO_FIGURE: Hints = [
  [
    /^(?:[1-5]xx\b|(?:http\s+)?(?:status|code)\b|http\s+\d|[1-5]\d\d\s*[<>=:≤≥]|time-?outs?\b)/i,
    'write errors < 1% for all failures, or give the step a check, such as status 200, and write checks{status 200} > 99%.',
  ],
  [/^["']?http_\w+\{/i, SCOPE_HINT],
  [/^http_req_\w+/i, WHICH_TIME],
  [
    /^(?:bandwidth|bytes|data|traffic|[kmg]i?b(?:\/s|ps)?)\b/i,
    'write a rate of requests, such as throughput > 100/s; bytes are measured and not judged.',
  ],
  [
    /^(?:requests?|reqs?|count|hits|iterations?|samples?)\b/i,
    'write a rate, such as throughput > 100/s; how many requests are sent is set by the load.',
  ],
  [
    /^(?:\d|[<>=≤≥]|(?:at|less|more|fewer|under|over|above|below|not?|up)\s)/i,
    'write the figure first, such as p95 < 200ms, errors < 1% or rps > 100.',
  ],
];

export function whyNoFigure(rest: string): string {
  return hintOf(NO_FIGURE, rest) ?? `write ${SUBJECT_HINT} here.`;
}

const NO_COMPARISON: Hints = [
  [/^,\d/, 'write a point in place of the comma, such as p99.9.'],
  [/^(?:counts?|number)\b/i, 'write the share that may fail, such as errors < 1%, or errors == 0.'],
  [/^\(\s*[mµμ]?s\w*\s*\)/i, 'write the unit behind the number, such as p95 < 200ms.'],
  [IN_WORDS, SCOPE_HINT],
];

const EXAMPLES = {
  time: 'p95 < 200ms',
  error_rate: 'errors < 1%',
  success: 'success > 99%',
  throughput: 'rps > 100',
  dropped: 'dropped == 0',
  checks: 'checks > 99%',
} satisfies Record<Subject['kind'], string>;

export function whyNoComparison(rest: string, kind: Subject['kind']): string {
  return hintOf(NO_COMPARISON, rest) ?? `write <, <=, >, >= or == here, such as ${EXAMPLES[kind]}.`;
}

const BEHIND: Hints = [
  [
    /^(?:over|in|within|during)\b.*\blast\b/i,
    'the last seconds to judge are set beside it, in the window or as "over" in a plan.',
  ],
  [IN_WORDS, SCOPE_HINT],
  [/^\(\s*[mµμ]?s\w*\s*\)/i, 'write the unit without brackets, such as p95 < 200ms.'],
  [
    /^[kmg]?i?(?:b|bit|byte)s?(?:\/s|ps|\s+per\b|\b)/i,
    'write a rate of requests, such as 100/s; bytes are measured and not judged.',
  ],
];

export function whyNotBehind(rest: string): string {
  return hintOf(BEHIND, rest) ?? 'nothing may follow the limit; write another threshold for another figure.';
}

function hintOf(hints: Hints, rest: string): string | undefined {
  return hints.find(([pattern]) => pattern.test(rest))?.[1];
}
