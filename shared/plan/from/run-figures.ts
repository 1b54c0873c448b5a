// Recognises files with the figures of a whole run: they contain no requests, but each program has another file that does. Pure.

interface Kind {
  readonly name: string;
  readonly mark: RegExp;
  /** The file that contains the requests. */
  readonly instead: string;
}

const K6 = 'k6 run --out csv=results.csv writes the requests; import that file under Runs.';
const LOCUST =
  'Import the requests under Runs, as a request logger of Locust writes them: columns such as timestamp, request_type, name and response_time_ms.';
const JMETER = 'jmeter -l results.jtl writes the requests; import that file under Runs.';
const NOWHERE = 'Onrush reads no results of it.';

/** The beginning of a file shows its kind. */
const HEAD = 65_536;

const KINDS: readonly Kind[] = [
  {
    name: 'a summary of k6',
    mark: /^\{(?=[^]*"metrics"\s*:\s*\{)(?:[^]*"root_group"\s*:|[^]*"(?:http_reqs|http_req_duration|iteration_duration|data_sent)"\s*:\s*\{)/,
    instead: K6,
  },
  {
    name: 'a table of statistics of Locust',
    mark: /^"?(?:Type|Method)"?,"?Name"?,"?(?:Request Count|# requests)"?,/i,
    instead: LOCUST,
  },
  { name: 'a history of statistics of Locust', mark: /^"?Timestamp"?,"?User Count"?,/, instead: LOCUST },
  { name: 'a table of failures of Locust', mark: /^"?Method"?,"?Name"?,"?Error"?,"?Occurrences"?/, instead: LOCUST },
  { name: 'a table of exceptions of Locust', mark: /^"?Count"?,"?Message"?,"?Traceback"?,/, instead: LOCUST },
  {
    name: 'a report of JMeter',
    mark: /^"?(?:sampler_label|Label)"?[,;\t]"?(?:# ?Samples|aggregate_report_count)"?/i,
    instead: JMETER,
  },
  {
    name: 'a table of statistics of JMeter',
    mark: /^\{\s*"(?:[^"\\]|\\.)*"\s*:\s*\{\s*"transaction"\s*:\s*"[^"]*"\s*,\s*"sampleCount"\s*:/,
    instead: JMETER,
  },
  { name: 'a report of Artillery', mark: /^\{\s*"aggregate"\s*:\s*\{/, instead: NOWHERE },
  { name: 'a report of vegeta', mark: /^\{\s*"latencies"\s*:\s*\{/, instead: NOWHERE },
];

/** What the file is, and which one to use instead; null for any other text. */
export function runFiguresSentence(text: string, subject = 'This'): string | null {
  const head = text
    .replace(/^\uFEFF/, '')
    .trimStart()
    .slice(0, HEAD);
  const kind = KINDS.find(({ mark }) => mark.test(head));
  return kind === undefined ? null : `${subject} is ${kind.name}: figures of a whole run, without its requests. ${kind.instead}`;
}
