// Names the kind of a file that was opened as a plan but is something else, in one sentence. Pure.

/** "This is a Postman collection, not an Onrush plan. …"; null for an unknown kind of file. */
export function otherFileSentence(text: string): string | null {
  const name = otherFileName(text);
  return name === null
    ? null
    : `This is ${name}, not an Onrush plan. Copy one of its requests as a cURL command, or write the plan by hand.`;
}

export const PLAN_HEAD_BYTES = 4096;

/**
 * Whether a file that is too large to be looked at as a whole begins like a plan of Onrush: an Artillery test, which has scenarios
 * too, begins with its `config`.
 */
export function beginsAsPlan(head: string): boolean {
  return (
    /^\uFEFF?\s*\{\s*"(?:\$schema|version|name|description|scenarios|load|data|environments)"\s*:/.test(head) &&
    /"scenarios"\s*:\s*\[/.test(head) &&
    !/"config"\s*:/.test(head)
  );
}

/** "a Postman collection"; null for an unknown kind of file. */
export function otherFileName(text: string): string | null {
  const value = parsed(text);
  return value === undefined ? textName(text) : valueName(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Fields = Readonly<Record<string, unknown>>;

const MARKS: readonly (readonly [name: string, isIt: (fields: Fields) => boolean])[] = [
  ['a Postman collection', ({ info, item }) => Array.isArray(item) && isObject(info)],
  ['a Postman collection', ({ collection }) => isObject(collection) && Array.isArray(collection['item'])],
  [
    'a Postman environment',
    (fields) => '_postman_variable_scope' in fields || (Array.isArray(fields['values']) && 'name' in fields),
  ],
  ['a HAR file', ({ log }) => isObject(log) && Array.isArray(log['entries'])],
  ['an OpenAPI file', (fields) => typeof fields['openapi'] === 'string' && !('version' in fields)],
  ['a Swagger file', (fields) => typeof fields['swagger'] === 'string'],
  ['an Insomnia export', (fields) => '__export_format' in fields || String(fields['type']).startsWith('collection.insomnia')],
  ['an Artillery test', ({ config, scenarios }) => isObject(config) && Array.isArray(scenarios)],
  ['results of k6', ({ type, metric }) => (type === 'Metric' || type === 'Point') && typeof metric === 'string'],
  ['a summary of k6', ({ metrics, root_group: group }) => isObject(metrics) && ('http_reqs' in metrics || isObject(group))],
  [
    'options of k6',
    ({ stages, scenarios, vus, version }) =>
      version === undefined && (typeof vus === 'number' || Array.isArray(stages) || isObject(scenarios)),
  ],
  [
    'a summary of Onrush, the result of a run',
    ({ plan, requests, state }) => isObject(plan) && isObject(requests) && state !== undefined,
  ],
  [
    'the description of a Bruno collection',
    ({ version, name, type }) => typeof version === 'string' && typeof name === 'string' && type === 'collection',
  ],
  ['a JSON Schema', (fields) => typeof fields['$schema'] === 'string' && 'properties' in fields],
  ['a package.json', (fields) => 'dependencies' in fields || 'devDependencies' in fields || isObject(fields['scripts'])],
];

function valueName(value: unknown): string | null {
  if (Array.isArray(value)) return 'a JSON list';
  if (!isObject(value)) return null;
  return MARKS.find(([, isIt]) => isIt(value))?.[0] ?? null;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const TEXT_MARKS: readonly (readonly [name: string, mark: RegExp])[] = [
  ['a k6 script', /\bfrom\s+['"]k6(?:\/|['"])|require\(['"]k6/],
  ['a JMeter test plan', /<jmeterTestPlan\b/],
  ['results of JMeter', /<testResults\b|^"?timeStamp"?[,;\t|]"?(?:elapsed|label)\b|^\d{13}[,;\t|]\d+[,;\t|]/],
  ['results of k6', /^metric_name,timestamp,metric_value\b|^\{[^\n]*"type"\s*:\s*"(?:Metric|Point)"[^\n]*\n\s*\{/],
  [
    'results of Locust',
    /^"?Type"?,"?Name"?,|^"?Timestamp"?,"?User Count"?,|^(?=[^\n]*\brequest_type\b)[^\n]*\bresponse_time_ms\b/,
  ],
  ['a Gatling simulation', /\bextends\s+Simulation\b|io\.gatling\b/],
  ['a Locust file', /\bfrom\s+locust\b|\bimport\s+locust\b|\bHttpUser\b/],
  ['a file of a Bruno environment', /^vars(?::\w+)?\s*[[{]/m],
  ['one file of an Insomnia project that is kept in Git', /^_id\s*:\s*(?:req|fld|wrk|env|ut|uts|spc|jar)_/m],
  ['an OpenAPI file', /^[^\S\n]*openapi\s*:\s*['"]?3/m],
  ['a Swagger file', /^[^\S\n]*swagger\s*:\s*['"]?2/m],
  ['an Artillery test', /^config\s*:[^]*^\s*scenarios\s*:/m],
  ['a Playwright or Vitest script', /\bfrom\s+['"](?:@playwright\/test|vitest|jest)['"]/],
  ['an .http file', /^(?:###|(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+(?:https?:\/\/|\{\{|\/)\S*)/m],
  ['a Bruno request', /^meta\s*\{[^]*^(?:get|post|put|patch|delete)\s*\{/m],
  ['an HTML page', /^\s*<(?:!doctype html|html)\b/i],
  ['an XML file', /^\s*<\?xml\b/],
  ['a cURL command', /^\s*(?:\$\s+)?curl(?:\.exe)?\s/],
  ['a table of values', /^[\w"\u0080-\uffff][^\n{}<>]*[,;\t][^\n{}<>]*\r?\n[^\n{}<>]*[,;\t]/],
  ['a shell script', /^#!\s*\/\S*sh\b/],
];

function textName(text: string): string | null {
  return TEXT_MARKS.find(([, mark]) => mark.test(text))?.[0] ?? null;
}
