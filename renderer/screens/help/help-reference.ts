// What can be typed where: thresholds, durations, searches and filters, cURL options and the fields of a plan; and the columns of
// requests.csv. A test parses the examples.
import { planJsonSchema } from '../../../shared/plan/plan-parse.ts';
import { JMETER_COLUMNS, OWN_COLUMNS, SENDER_COLUMN, TRACE_COLUMN } from '../../../shared/requests-columns.ts';
import { THRESHOLD_WORDS } from '../../../shared/plan/threshold-vocabulary.ts';
import type { HelpWord } from './help-words.ts';

export interface HelpReference {
  readonly title: string;
  readonly note: string;
  /** `word` is the text to type. */
  readonly words: readonly HelpWord[];
}

export const DURATIONS: readonly HelpWord[] = [
  { word: '250ms', meaning: 'Milliseconds.' },
  { word: '10s', meaning: 'Seconds; “10 s” and “10 seconds” are the same.' },
  { word: '2m', meaning: 'Minutes; “2 min” is the same.' },
  { word: '1h30m', meaning: 'Hours and minutes together.' },
];

const SEARCHES: readonly HelpWord[] = [
  { word: 'checkout', meaning: 'A word of the name, the tags, the notes or a URL.' },
  { word: 'tag:nightly', meaning: 'Runs with this tag.' },
  { word: 'plan:checkout', meaning: 'Runs whose plan has this word in its name.' },
  { word: 'failed:yes', meaning: 'Runs that failed, or that broke a threshold.' },
  { word: 'starred:yes', meaning: 'Runs with a star.' },
  { word: 'state:stopped', meaning: 'Runs in this state.' },
  { word: 'generator:trusted', meaning: 'Runs in which the load generator was trusted, strained or suspect.' },
  { word: 'load:open', meaning: 'Runs of this load model: iterations, closed or open.' },
  { word: 'since:7d', meaning: 'Runs of the last 7 days; since:90m, since:yesterday and since:2026-07-01 work too.' },
  { word: 'p99>250ms', meaning: 'Runs whose percentile is above or below a limit.' },
  { word: 'requests>1000', meaning: 'Runs with more or fewer requests; throughput>100/s and failed>1% work too.' },
];

/** In the field above the requests of a run, followed by Enter. */
const FILTERS: readonly HelpWord[] = [
  { word: 'timeout', meaning: 'A word of the step, the outcome, the status, the message or the address.' },
  { word: 'status:500', meaning: 'Responses with this status; status:5xx and status:500,503 work too.' },
  { word: 'step:login', meaning: 'Requests of this step; step:"add to cart" if the name has blanks.' },
  { word: 'vu:3', meaning: 'Requests of this virtual user.' },
  { word: '>200ms', meaning: 'Requests that took longer; service>200ms and response<1s name the time.' },
  { word: 'check:"status 200"', meaning: 'Requests that failed the check of that name.' },
  { word: 'journey:17', meaning: 'The requests of one journey, by its number.' },
];

/** In any field of a step. */
export const BRACES: readonly HelpWord[] = [
  { word: '{{base}}', meaning: 'A variable, a secret, or a value that a step before took.' },
  { word: '{{users.email}}', meaning: 'A column of a data file.' },
  { word: '{{$guid}}', meaning: 'A UUID, new each time.' },
  { word: '{{$randomInt[1,3]}}', meaning: 'A whole number from 1 to 3.' },
  { word: '{{$randomHex[16]}}', meaning: '16 random hexadecimal digits.' },
  { word: '{{$timestamp}}', meaning: 'Seconds since 1970.' },
  { word: '{{$isoTimestamp}}', meaning: 'The time as in 2026-07-12T14:32:00.000Z.' },
  { word: '{{$now[YYYY-MM-DD]}}', meaning: 'The time, in UTC, in a format that you choose.' },
  { word: '{{$vu}}', meaning: 'The number of the virtual user.' },
  { word: '{{$iteration}}', meaning: 'The number of the journey.' },
  { word: '{{$env.HOME}}', meaning: 'An environment variable, read before the run.' },
];

/** Fields of a step, as in the plan's file. */
export const STEP_FIELDS: readonly HelpWord[] = [
  { word: '"extract": { "token": { "json": "$.token" } }', meaning: 'Takes a member of a JSON body.' },
  { word: '"extract": { "sku": { "json": "$.hits[*].sku", "pick": "random" } }', meaning: 'Takes one of several at random.' },
  { word: '"extract": { "csrf": { "css": "input[name=csrf]", "attr": "value" } }', meaning: 'Takes a field of a page.' },
  { word: '"extract": { "place": { "header": "location", "default": "" } }', meaning: 'Takes a header, or an empty text.' },
  { word: '"checks": [{ "status": "2xx" }, { "time": "< 500ms" }]', meaning: 'Checks the status and the time.' },
  { word: '"checks": [{ "json": "$.items", "count": "> 0" }]', meaning: 'Checks that a list is not empty.' },
  { word: '"onFail": "continue"', meaning: 'Continues if the request fails; "stop-run" ends the run.' },
  { word: '"budget": "250ms"', meaning: 'A threshold: 95 % of the step’s requests take less.' },
  { word: '"think": ["1s", "3s"]', meaning: 'Waits between 1 s and 3 s before the next step.' },
];

/** Objectives of a capacity search. */
export const OBJECTIVES: readonly HelpWord[] = [
  { word: 'p(99) < 50ms', meaning: 'At least 99 % of the responses come within 50 ms of when their request was due.' },
  { word: 'p95{service_time} < 20ms', meaning: 'The same for the service time, or for a phase such as waiting.' },
  { word: 'p95{step: "cart"} < 250ms', meaning: 'The same for one step.' },
  { word: 'journey p95 < 2s', meaning: 'The same for whole journeys.' },
  { word: 'checks > 99%', meaning: 'At least 99 % of the requests pass their checks.' },
  { word: 'errors < 1%', meaning: 'At most 1 % of the requests fail; 0.1 % where nothing is written.' },
];

/** Each is a line of a command. */
export const CURL_OPTIONS: readonly HelpWord[] = [
  { word: '-X PUT', meaning: 'The method.' },
  { word: "-H 'accept: */*'", meaning: 'A header.' },
  { word: '-d a=1', meaning: 'A body; also --data-raw, --data-binary, --data-urlencode and --json.' },
  { word: '-G', meaning: 'Puts the data into the URL.' },
  { word: '-F a=1', meaning: 'A part of a form.' },
  { word: '-u ada:secret', meaning: 'User and password.' },
  { word: "-b 'a=1'", meaning: 'Cookies.' },
  { word: '-L', meaning: 'Follows redirects.' },
  { word: '-k', meaning: 'Does not verify the certificate.' },
  { word: '-x http://127.0.0.1:3128', meaning: 'An HTTP proxy.' },
  { word: '--compressed', meaning: 'Asks for a compressed response.' },
];

export function helpReferences(): readonly HelpReference[] {
  return [
    {
      title: 'Thresholds',
      note: 'In a plan: its “thresholds”, or the fields beside its load. In the command line: run --threshold.',
      words: THRESHOLD_WORDS.map(({ example, meaning }) => ({ word: example, meaning: sentence(meaning) })),
    },
    {
      title: 'Objectives of a capacity',
      note: 'In “Find the capacity”, and in the command line’s capacity --objective; several with “and” between them.',
      words: OBJECTIVES,
    },
    { title: 'Values in braces', note: 'In any field of a step.', words: BRACES },
    { title: 'Fields of a step', note: 'In the plan’s file; the window has a control for each.', words: STEP_FIELDS },
    { title: 'Durations', note: 'A number without a unit is refused.', words: DURATIONS },
    { title: 'Search in Runs', note: 'Several words must all match.', words: SEARCHES },
    { title: 'Filters of requests', note: 'In the field over a run’s requests; Enter sets what names a filter.', words: FILTERS },
    {
      title: 'cURL options',
      note: 'In a command that is pasted on the start screen. wget, fetch() and Invoke-WebRequest are read as well. In a file that is imported, $NAME becomes a name in braces.',
      words: CURL_OPTIONS,
    },
    { title: 'Fields of a plan file', note: 'The JSON view of a plan shows them filled in.', words: planFields() },
    {
      title: 'Columns of requests.csv',
      note: 'JMeter’s first; then Onrush’s own, with times in milliseconds.',
      words: csvColumns(),
    },
  ];
}

function csvColumns(): readonly HelpWord[] {
  return [...JMETER_COLUMNS, ...OWN_COLUMNS, SENDER_COLUMN, TRACE_COLUMN].map(({ name, meaning }) => ({ word: name, meaning }));
}

const FIELD_MEANING: Readonly<Record<string, string>> = {
  $schema: 'The address of a JSON Schema, for editors.',
  version: 'The version of the plan’s format.',
  name: 'The name of the plan.',
  scenarios: 'What is sent: scenarios with a name, a weight and their steps.',
  load: 'How much is sent: iterations, closed or open, with its stages.',
  timeouts: 'How long to wait in total, for a connection, for the first byte and between bytes.',
  http: 'HTTP version, connections (over HTTP/2 all users may share a number of them), redirects, name resolution and proxy.',
  tls: 'Certificates: what to trust and what to send.',
  gracefulStop:
    'How long requests under way may finish after the last stage, and after Stop. A fixed number of iterations is waited for.',
  warmup: 'Requests sent before this time are excluded from all statistics.',
  thresholds: 'Conditions for the run to pass.',
  trace: 'Every request carries a traceparent header (W3C Trace Context), so that its trace can be found.',
};

/** Taken from the schema, so that a new field is listed even before it has a sentence here. */
export function planFields(): readonly HelpWord[] {
  const schema = planJsonSchema();
  const properties = typeof schema === 'object' && schema !== null && 'properties' in schema ? schema.properties : {};
  return Object.entries(properties ?? {}).map(([word, field]) => ({
    word,
    meaning: FIELD_MEANING[word] ?? descriptionOf(field),
  }));
}

function descriptionOf(field: unknown): string {
  return typeof field === 'object' && field !== null && 'description' in field ? String(field.description) : '';
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
