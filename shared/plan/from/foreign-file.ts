// Files of other programs that hold no requests for a plan, or hold them in a form that Onrush does not read: each is named, with what to do
// instead. Pure.
import { fieldsOf, isFields, listOf, type Fields } from './imported/parts.ts';
import { isProse } from './prose.ts';

interface Kind {
  readonly name: string;
  /** On the beginning of a text. */
  readonly mark?: RegExp;
  /** On each line that says something, as far as they are looked at. */
  readonly lines?: RegExp;
  /** On what JSON or YAML says. */
  readonly isIt?: (value: Fields) => boolean;
  readonly advice: string;
}

const HAR = 'Record the requests in a browser and export them as a HAR file.';
const OPENAPI = 'If its service also has an OpenAPI document, give that one.';
const LOAD_SCRIPT =
  'It is a program, and Onrush runs no programs of a file. Record what it sends as a HAR file, or copy its requests as cURL commands.';
const NOT_RUN =
  'It describes requests in its own format. Record what it sends as a HAR file, or copy its requests as cURL commands.';
const NO_REQUESTS = 'It holds no HTTP requests.';
const POSTMAN = 'Export the collection there in the format of Postman 2.1 or OpenAPI, or copy its requests as cURL commands.';
const GATLING = 'Onrush reads no results of it.';

const HURL =
  /^[A-Z]+[^\S\n]+(?:https?:|\{\{)[^\n]*\n[^]*?^(?:HTTP(?:\/[\d.]+)?[^\S\n]+(?:\d{3}|\*)[^\S\n]*\r?$|\[(?:Asserts|Captures|QueryStringParams|FormParams|MultipartFormData|BasicAuth|Options|Cookies|Query|Form|Multipart)\][^\S\n]*\r?$)/m;

/** Modules that scripts with requests usually import. */
const PYTHON =
  /^(?:#!\S*[^\S\n]*\S*\bpython|from[^\S\n]+[\w.]+[^\S\n]+import[^\S\n]+[\w*(]|import[^\S\n]+(?:requests|httpx|aiohttp|asyncio|os|sys|json|time|random|re|urllib|logging|csv|datetime|math|pytest)\b[^;{}\n]*$|(?:async[^\S\n]+)?def[^\S\n]+\w+\([^\n]*\)[^:;{}\n]*:[^\S\n]*(?:#[^\n]*)?\r?$)/m;
const HELM_TEMPLATE =
  /\{\{-?[^\S\n]*(?:include[^\S\n]+"|define[^\S\n]+"|template[^\S\n]+"|[^{}\n]*\.(?:Values|Release|Chart)\.\w)/;

const has =
  (...names: readonly string[]): ((value: Fields) => boolean) =>
  (value) =>
    names.every((name) => Object.hasOwn(value, name));

const KINDS: readonly Kind[] = [
  { name: 'a collection of Thunder Client', isIt: isThunder, advice: POSTMAN },
  { name: 'a collection of Hoppscotch', isIt: isHoppscotch, advice: POSTMAN },
  {
    name: 'an environment of Hoppscotch',
    isIt: ({ name, variables }) =>
      typeof name === 'string' && listOf(variables).some((one) => has('key', 'value')(fieldsOf(one))),
    advice: `It holds names and values but no requests. ${POSTMAN}`,
  },
  {
    name: 'a report of Newman, the result of a run',
    isIt: ({ run }) => isFields(run) && ('executions' in run || 'stats' in run),
    advice: 'Give the Postman collection that it was made with.',
  },
  {
    name: 'the result of a run in Postman',
    isIt: has('results', 'totalPass', 'totalFail'),
    advice: 'Give the Postman collection that it was made with.',
  },
  {
    name: 'a table of statistics of JMeter',
    isIt: isStatistics,
    advice: 'jmeter -l results.jtl writes the requests; import that file under Runs.',
  },
  {
    name: 'a file of statistics of Locust',
    isIt: has('num_requests', 'num_failures', 'response_times'),
    advice: 'Import the requests under Runs, as a request logger of Locust writes them.',
  },
  { name: 'a log of Gatling', mark: /^RUN\t|^(?:ASSERTION|REQUEST)\t\S+\t/, advice: GATLING },
  { name: 'a session of Charles', mark: /^<\?xml[^]*<charles-session\b/, advice: 'Export the session in Charles as a HAR file.' },
  {
    name: 'a session of Charles',
    isIt: has('status', 'method', 'protocolVersion', 'host'),
    advice: 'Export the session in Charles as a HAR file.',
  },
  { name: 'a SoapUI project', mark: /<(?:con:)?soapui-project\b/, advice: OPENAPI },
  {
    name: 'a WSDL description of a SOAP service',
    mark: /<(?:wsdl:)?definitions\b[^>]*schemas\.xmlsoap\.org\/wsdl/,
    advice: OPENAPI,
  },
  {
    name: 'a SOAP message',
    mark: /<(?:[\w-]+:)?Envelope\b[^>]*(?:soap-envelope|xmlsoap\.org\/soap\/envelope)/i,
    advice: 'Paste it as the body of a request in a plan.',
  },
  { name: 'a WADL description', mark: /<application\b[^>]*wadl/i, advice: OPENAPI },
  {
    name: 'a document of Paw or RapidAPI',
    mark: /<!DOCTYPE database SYSTEM|type="LM[A-Z]+REQUEST"|\bLMREQUEST\b/,
    advice: POSTMAN,
  },
  { name: 'a Maven project', mark: /<project\b[^>]*maven\.apache\.org/, advice: NO_REQUESTS },
  { name: 'a news feed', mark: /<rss\b|<feed\b[^>]*2005\/Atom/, advice: NO_REQUESTS },
  { name: 'a picture (SVG)', mark: /^(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)?<svg\b/, advice: HAR },
  { name: 'a test report (JUnit)', mark: /^(?:<\?xml[^>]*>\s*)?<testsuites?\b/, advice: NO_REQUESTS },
  {
    name: 'a page that a browser saved (MHTML)',
    mark: /^From: <Saved by|^MIME-Version:|^Snapshot-Content-Location:/m,
    advice: HAR,
  },
  { name: 'a web page', mark: /^(?:<!--[^]*?-->\s*)?<(?:!doctype html|html)\b/i, advice: HAR },
  { name: 'a RAML description', mark: /^#%RAML\b/, advice: OPENAPI },
  { name: 'an API Blueprint', mark: /^FORMAT:\s*1A\b/m, advice: OPENAPI },
  { name: 'an AsyncAPI document', isIt: has('asyncapi'), advice: `It describes messages, not HTTP requests. ${OPENAPI}` },
  {
    name: 'a Protocol Buffers file',
    mark: /^[^\S\n]*syntax\s*=\s*["']proto[23]["']/m,
    advice: 'Onrush sends HTTP requests and no gRPC.',
  },
  {
    name: 'a GraphQL schema',
    isIt: (value) => isFields(value['__schema']) || isFields(fieldsOf(value['data'])['__schema']),
    advice: 'It names no address. Write the request in a plan, with its query as a GraphQL body.',
  },
  {
    name: 'a GraphQL document',
    mark: /^(?:(?:query|mutation|subscription|fragment)[^\S\n]+\w+[^{}\n]*\{|(?:type|interface|enum|input|extend[^\S\n]+\w+)[^\S\n]+[A-Z]\w*[^{}=;\n]*\{[^\S\n]*\r?$)/m,
    advice: 'It names no address. Write the request in a plan, with its query as a GraphQL body.',
  },
  {
    name: 'a Hurl file',
    mark: HURL,
    advice: 'hurl --curl commands.txt writes its requests as cURL commands; give that file.',
  },
  { name: 'a Karate feature', mark: /^Feature:/m, advice: LOAD_SCRIPT },
  {
    name: 'a Taurus test',
    isIt: ({ execution, scenarios }) => execution !== undefined && scenarios !== undefined,
    advice: LOAD_SCRIPT,
  },
  { name: 'a Locust file, a Python script', mark: /\bfrom\s+locust\b|\bimport\s+locust\b|\bHttpUser\b/, advice: LOAD_SCRIPT },
  { name: 'a Python script', mark: PYTHON, advice: LOAD_SCRIPT },
  { name: 'a test of Tavern', mark: /^test_name:[^]*^stages:/m, advice: NOT_RUN },
  { name: 'a test of Tavern', isIt: has('test_name', 'stages'), advice: NOT_RUN },
  { name: 'a workflow of Step CI', isIt: isStepCi, advice: NOT_RUN },
  { name: 'a template of a Helm chart', mark: HELM_TEMPLATE, advice: NO_REQUESTS },
  { name: 'the description of a Helm chart', isIt: isHelmChart, advice: NO_REQUESTS },
  { name: 'the values of a Helm chart', isIt: isHelmValues, advice: NO_REQUESTS },
  { name: 'a configuration of Prometheus', isIt: has('scrape_configs'), advice: NO_REQUESTS },
  { name: 'a file of rules of Prometheus', isIt: isPrometheusRules, advice: NO_REQUESTS },
  { name: 'a configuration of the Alertmanager of Prometheus', isIt: has('route', 'receivers'), advice: NO_REQUESTS },
  {
    name: 'metrics of Prometheus',
    mark: /^# (?:HELP [A-Za-z_:][\w:]* |TYPE [A-Za-z_:][\w:]* (?:counter|gauge|histogram|summary|untyped)\b)/m,
    advice: NO_REQUESTS,
  },
  { name: 'a Docker Compose file', isIt: ({ services }) => isFields(services), advice: NO_REQUESTS },
  { name: 'a Kubernetes manifest', mark: /^apiVersion:\s*\S+\s*$[^]*^kind:\s*\S/m, advice: NO_REQUESTS },
  { name: 'a Kubernetes manifest', isIt: has('apiVersion', 'kind'), advice: NO_REQUESTS },
  { name: 'a workflow of GitHub Actions', isIt: (value) => isFields(value['jobs']), advice: NO_REQUESTS },
  {
    name: 'a pipeline of GitLab',
    isIt: (value) => 'stages' in value && Object.values(value).some((one) => 'script' in fieldsOf(one)),
    advice: NO_REQUESTS,
  },
  {
    name: 'a Terraform file',
    mark: /^(?:terraform|provider|resource|variable|module|data|output|locals)\b[^\n={]*\{/m,
    advice: NO_REQUESTS,
  },
  { name: 'a settings file of TypeScript', mark: /^\{[^]*"compilerOptions"\s*:/, advice: NO_REQUESTS },
  {
    name: 'a GeoJSON file',
    isIt: ({ type }) => typeof type === 'string' && /^(?:Feature(?:Collection)?|GeometryCollection)$/.test(type),
    advice: NO_REQUESTS,
  },
  { name: 'a package-lock.json', isIt: has('lockfileVersion'), advice: NO_REQUESTS },
  { name: 'a package.json', isIt: isPackage, advice: NO_REQUESTS },
  { name: 'a report of Lighthouse', isIt: has('lighthouseVersion'), advice: HAR },
  { name: 'a trace of a browser', isIt: has('traceEvents'), advice: 'Export the Network panel as a HAR file instead.' },
  { name: 'a notebook of Jupyter', isIt: has('cells', 'nbformat'), advice: NO_REQUESTS },
  { name: 'a certificate or a key', mark: /^-----BEGIN [A-Z ]+-----/, advice: 'A plan names it under TLS.' },
  {
    name: 'the log of a web server',
    mark: /^\S+ \S+ \S+ \[[^\]\n]+\] "[A-Z]+ \S+[^"\n]*" \d{3} /m,
    advice: 'It holds no headers and no bodies. Record the requests in a browser and export them as a HAR file.',
  },
  {
    name: 'a file of targets of vegeta in JSON',
    mark: /^\{"(?:method|url|header|body)"\s*:(?=[^\n]*"url"\s*:\s*")[^\n]*\}/,
    advice: 'Give its targets as text, with lines such as “GET https://shop.test/items”.',
  },
  { name: 'a log', lines: /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/, advice: HAR },
  { name: 'a log', mark: /^\{"[^\n]*\}\n\{"[^\n]*\}/, advice: HAR },
  {
    name: 'a file of environment variables',
    lines: /^(?:#.*|(?:export\s+)?[A-Za-z_]\w*=.*)$/,
    advice: 'It holds names and values but no requests.',
  },
  {
    name: 'a list of addresses',
    lines: /^https?:\/\/\S+$/,
    advice: 'Write “curl ” before each of them and give the file again.',
  },
];

/** Its kind shows at the beginning. */
const HEAD = 65_536;

/** What it is and what to do; null for any other text. `value`: what JSON or YAML says. */
export function foreignSentence(text: string, value: unknown, subject: string): string | null {
  const head = text.trimStart().slice(0, HEAD);
  const [first] = listOf(value);
  const fields = isFields(value) ? value : isFields(first) ? first : null;
  const kind = KINDS.find(
    ({ mark, lines, isIt }) =>
      mark?.test(head) === true || (lines !== undefined && areAll(head, lines)) || (fields !== null && isIt?.(fields) === true),
  );
  if (kind !== undefined) return `${subject} is ${kind.name}, which Onrush does not read. ${kind.advice}`;
  return fields === null && isProse(head)
    ? `${subject} is a text in prose, which Onrush does not read. Copy the requests that it describes as cURL commands.`
    : null;
}

const MOST_LINES = 50;

function areAll(text: string, wanted: RegExp): boolean {
  const lines = text.split('\n', MOST_LINES).map((line) => line.trim());
  const said = lines.filter((line) => line !== '');
  return said.length > 0 && said.every((line) => wanted.test(line));
}

/** An .http file has no line of a wanted status and no sections. */
export function isHurl(text: string): boolean {
  return HURL.test(text.slice(0, HEAD));
}

/** "statistics.json" of a report: figures by the name of a sample. */
export function isStatistics(value: Fields): boolean {
  const all = Object.values(value);
  return all.length > 0 && all.every((one) => has('transaction', 'sampleCount')(fieldsOf(one)));
}

function isThunder({ client, clientName }: Fields): boolean {
  return client === 'Thunder Client' || clientName === 'Thunder Client';
}

function isHoppscotch({ requests, folders, name }: Fields): boolean {
  return Array.isArray(folders) && typeof name === 'string' && listOf(requests).every((one) => 'endpoint' in fieldsOf(one));
}

function isPackage(value: Fields): boolean {
  const { name, version, main, scripts } = value;
  if ('dependencies' in value || 'devDependencies' in value) return true;
  return (
    typeof name === 'string' && (isFields(scripts) || (typeof version === 'string' && (main !== undefined || 'exports' in value)))
  );
}

function isStepCi({ tests }: Fields): boolean {
  return isFields(tests) && Object.values(tests).some((one) => Array.isArray(fieldsOf(one)['steps']));
}

function isHelmChart(value: Fields): boolean {
  return has('apiVersion', 'name', 'version')(value) && !('kind' in value);
}

/** Each chart has names of its own; these are in nearly all of them. */
function isHelmValues({ image, replicaCount, ingress, service, resources }: Fields): boolean {
  const isImage = isFields(image) && ('repository' in image || 'tag' in image);
  return (isImage || replicaCount !== undefined) && [ingress, service, resources, replicaCount].some((one) => one !== undefined);
}

function isPrometheusRules({ groups }: Fields): boolean {
  return listOf(groups).some((group) => listOf(fieldsOf(group)['rules']).some((one) => 'expr' in fieldsOf(one)));
}
