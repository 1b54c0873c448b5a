// What was probably meant by a word that a plan does not know: the words of other tools, and slips of spelling.
import { nearestName } from './journey/nearest-name.ts';

type Words = Readonly<Record<string, readonly string[]>>;

function words(text: string): readonly string[] {
  return text.split(' ');
}

interface Place {
  /** What the path of an object there ends with. */
  readonly pattern: RegExp;
  /** Each field, with other words for it. */
  readonly fields: Words;
}

const STEP: Words = {
  name: ['title', 'label'],
  method: ['verb', 'httpMethod'],
  url: ['uri', 'href', 'link', 'path', 'address', 'endpoint', 'target'],
  headers: ['header', 'httpHeaders'],
  auth: ['authentication', 'authorization'],
  body: ['json', 'form', 'multipart', 'graphql', 'data', 'payload', 'content', 'formData'],
  extract: ['capture', 'captures', 'extractor', 'extractors', 'save', 'saveAs', 'variables', 'take'],
  checks: ['assert', 'asserts', 'assertion', 'assertions', 'expect', 'expects', 'test', 'tests', 'validate'],
  onFail: ['onFailure', 'onError', 'ifFails'],
  think: ['thinkTime', 'pause', 'sleep', 'delay', 'wait', 'timer'],
  budget: ['slo', 'threshold'],
};

const LOAD: Words = {
  model: ['type', 'executor', 'kind'],
  stages: ['steps', 'phases', 'rampUp', 'duration', 'rate', 'target'],
  startTarget: ['start', 'startRate', 'startVus', 'startVUs', 'initial'],
  maxVus: ['maxUsers', 'preAllocatedVUs', 'maxConcurrency'],
  vus: ['users', 'threads', 'concurrency', 'connections', 'clients'],
  iterations: ['count', 'requests', 'amount', 'repeat', 'loops'],
  whenBusy: ['onBusy'],
  arrivals: ['arrival', 'distribution'],
  seed: ['randomSeed'],
};

/** The first place that fits counts. */
const PLACES: readonly Place[] = [
  {
    pattern: /\.checks\[\d+\]$/,
    fields: {
      is: ['equals', 'equal', 'equalTo', 'eq', 'toBe', 'toEqual', '=', '==', '==='],
      isNot: ['notEquals', 'notEqual', 'ne', 'neq', 'not', '!=', '!==', '<>'],
      matches: ['match', 'regex', 'regexp', 'pattern', '=~'],
      exists: ['exist', 'present', 'isPresent', 'defined', 'hasProperty'],
      contains: ['contain', 'include', 'includes', 'has', 'substring'],
      value: [
        'lessThan',
        'lt',
        'lte',
        'below',
        'greaterThan',
        'gt',
        'gte',
        'above',
        'min',
        'max',
        'number',
        'text',
        'expected',
        '<',
        '<=',
        '>',
        '>=',
      ],
      count: ['length', 'size', 'items'],
      status: ['statusCode', 'statusCodes', 'code', 'httpCode', 'http_code', 'status_code'],
      json: ['jsonpath', 'path', 'jmespath', 'jsonp'],
      header: ['headers'],
      body: ['text', 'content', 'html', 'bodyContains'],
      time: ['duration', 'responseTime', 'latency', 'elapsed', 'maxTime'],
      name: ['label', 'title', 'description'],
    },
  },
  {
    pattern: /\.extract\.[^.[]+$/,
    fields: {
      json: ['jsonpath', 'path', 'jmespath', 'body'],
      header: ['headers'],
      css: ['selector', 'cssSelector', 'query', 'html', 'xpath'],
      attr: ['attribute', 'attrib'],
      regex: ['regexp', 'regExp', 're', 'pattern', 'match'],
      group: ['matchGroup', 'template'],
      between: ['boundary', 'boundaries', 'leftRight'],
      cookie: ['cookies', 'setCookie'],
      pick: ['index', 'which', 'occurrence', 'matchNo', 'select'],
      default: ['fallback', 'otherwise', 'defaultValue', 'else'],
      decode: ['decoding', 'encoding'],
      part: ['subPattern'],
    },
  },
  { pattern: /(?:^before|\.perVu|\.steps)\[\d+\]$/, fields: STEP },
  {
    pattern: /\.auth$/,
    fields: {
      type: ['kind', 'scheme'],
      user: ['username', 'userName', 'login', 'name'],
      password: ['pass', 'secret', 'pwd'],
      token: ['bearer', 'jwt', 'accessToken', 'access_token', 'apiKey'],
      tokenUrl: ['url', 'token_url', 'accessTokenUrl', 'tokenEndpoint'],
      clientId: ['client_id', 'id'],
      clientSecret: ['client_secret'],
      scope: ['scopes'],
      audience: ['aud', 'audiences'],
      resource: ['resources', 'resourceIndicator', 'resourceUri'],
      params: words(
        'parameters extra extras custom form body fields tokenRequestParams endpointParams extraParams extraParameters additionalParams additionalParameters extraFields additionalFields',
      ),
      sendIn: words(
        'send_in sendAs placement credentialsPlacement authStyle authMethod clientAuthMethod clientAuth clientAuthentication tokenEndpointAuthMethod credentialsIn',
      ),
    },
  },
  {
    pattern: /\.multipart\[\d+\]$/,
    fields: {
      name: ['key', 'field'],
      value: ['content', 'text', 'data'],
      file: ['path', 'src'],
      fileName: ['filename', 'file_name'],
      type: ['contentType', 'content_type', 'mime', 'mimeType'],
      headers: ['header'],
    },
  },
  {
    pattern: /\.body$/,
    fields: {
      json: ['data', 'object'],
      form: ['urlencoded', 'x-www-form-urlencoded', 'fields', 'params'],
      multipart: ['formData', 'form-data', 'parts', 'files'],
      file: ['path', 'binary', 'upload'],
      graphql: ['query', 'gql', 'mutation'],
      variables: ['vars'],
      operation: ['operationName'],
      allowErrors: ['ignoreErrors'],
      type: ['contentType', 'mime'],
    },
  },
  {
    pattern: /(?:^|\.)load\.stages\[\d+\]$/,
    fields: { target: ['rate', 'vus', 'users', 'to'], duration: ['time', 'for', 'length'] },
  },
  { pattern: /(?:^|\.)load$/, fields: LOAD },
  {
    pattern: /^scenarios\[\d+\]$/,
    fields: {
      name: ['title'],
      weight: ['share', 'probability', 'ratio'],
      cookies: ['cookie', 'cookieJar'],
      pacing: ['pace'],
      perVu: ['onStart', 'setup', 'init', 'perUser', 'once', 'login'],
      steps: ['requests', 'flow', 'tasks', 'journey', 'actions', 'exec'],
      refresh: ['renew', 'refreshEvery'],
      refreshOn: ['renewOn', 'refreshStatus'],
      load: ['stages', 'profile'],
      auth: ['authentication', 'authorization'],
    },
  },
  {
    pattern: /^data\[\d+\]$/,
    fields: {
      name: ['as', 'id'],
      file: ['path', 'csv', 'src', 'source', 'json'],
      pick: ['order', 'mode', 'strategy', 'select'],
      onEnd: ['onEOF', 'recycle', 'loop', 'whenDone'],
      delimiter: ['separator', 'sep'],
    },
  },
  {
    pattern: /^$/,
    fields: {
      variables: ['vars', 'env_vars', 'constants', 'parameters'],
      environments: ['envs', 'profiles'],
      environment: ['env'],
      secrets: ['secret'],
      data: ['dataFiles', 'feeders', 'feeder', 'payload', 'csv'],
      before: ['setup', 'beforeAll', 'setUp', 'beforeRun'],
      scenarios: ['scenario', 'steps', 'requests', 'journeys'],
      load: ['stages', 'options', 'executor', 'vus'],
      thresholds: ['threshold', 'slo', 'slos', 'limits', 'assertions'],
      timeouts: ['timeout'],
      gracefulStop: ['gracePeriod'],
      warmup: ['warmUp', 'warm_up'],
      seed: ['randomSeed'],
    },
  },
];

/** `present`: the fields that are written there, of which none is meant once more. null where no field of that place is near. */
export function meantField(path: string, written: string, present: readonly string[]): string | null {
  const fields = Object.entries(PLACES.find(({ pattern }) => pattern.test(path))?.fields ?? {});
  return meant(written, Object.fromEntries(fields.filter(([field]) => !present.includes(field))));
}

const VALUES: Words = {
  continue: ['count', 'ignore', 'go-on', 'next'],
  'skip-rest': ['skip', 'break', 'exit', 'end-iteration', 'next-iteration'],
  'stop-run': ['stop', 'abort', 'end', 'fail', 'stop-all', 'abort-run'],
  'all-count': ['all', 'count', 'length', 'size'],
  random: ['any', 'rand', 'shuffle'],
  each: ['sequential', 'sequence', 'in-order', 'circular', 'next', 'unique', 'queue', 'iteration', 'per-iteration'],
  'per-vu': ['vu', 'user', 'per-user', 'per-thread', 'per-virtual-user'],
  repeat: ['recycle', 'loop', 'circular', 'restart', 'again', 'continue', 'wrap'],
  stop: ['end', 'fail', 'abort', 'stop-run', 'stop-vu'],
  basic: ['password', 'user', 'user-password'],
  bearer: ['jwt', 'token', 'api-token', 'access-token'],
  header: ['basic', 'client_secret_basic', 'authorization', 'basic-auth', 'basic-auth-header', 'headers'],
  body: ['post', 'client_secret_post', 'form', 'request-body', 'params'],
  oauth2: ['oauth', 'client-credentials', 'oauth2-client-credentials', 'oauth-2'],
  closed: ['vus', 'users', 'constant-vus', 'ramping-vus', 'threads', 'concurrency'],
  open: ['rate', 'arrival-rate', 'constant-arrival-rate', 'ramping-arrival-rate', 'rps', 'arrivals'],
  iterations: ['shared-iterations', 'per-vu-iterations', 'count', 'requests', 'fixed'],
  iteration: ['on', 'yes', 'journey'],
  vu: ['user', 'session', 'per-vu', 'keep'],
  off: ['none', 'no', 'never', 'disabled'],
  contains: ['contain', 'includes', 'include', 'has'],
  'not-contains': ['lacks', 'excludes', 'does-not-contain', 'not-contain'],
  is: ['equals', 'equal', 'eq', '=', '==', '==='],
  matches: ['match', 'regex', 'regexp', 'pattern'],
  wait: ['queue', 'block'],
  drop: ['skip', 'discard'],
  poisson: ['random', 'exponential'],
  even: ['uniform', 'constant', 'regular'],
  url: ['urlencoded', 'percent'],
  base64: ['base64url', 'b64'],
};

/** Words of other tools for which a plan has another way than a field, with that way. */
const OTHER_WAYS: readonly { readonly pattern: RegExp; readonly words: readonly string[]; readonly advice: string }[] = [
  {
    pattern: /\.auth$/,
    words: ['grant', 'grantType', 'flow'],
    advice: 'Leave it out: the grant is client_credentials. Write another one as "params": { "grant_type": … }.',
  },
  {
    pattern: /\.auth$/,
    words: ['authUrl', 'authorizationUrl', 'redirectUri', 'callbackUrl', 'refreshToken', 'code', 'codeVerifier'],
    advice:
      'A token is requested with client credentials only. For another flow, request the token in a step of "perVu" and extract it.',
  },
];

/** What to do about a field that no field of that place stands for; null where nothing is known. */
export function otherWay(path: string, written: string): string | null {
  const plain = plainWord(written);
  const found = OTHER_WAYS.find(({ pattern, words }) => pattern.test(path) && words.some((word) => plainWord(word) === plain));
  return found?.advice ?? null;
}

/** One of `values`; null where none is near. */
export function meantValue(written: string, values: readonly string[]): string | null {
  return meant(written, Object.fromEntries(values.map((value) => [value, VALUES[value] ?? []])));
}

function meant(written: string, words: Words): string | null {
  const plain = plainWord(written);
  const named = Object.keys(words).find((word) => plainWord(word) === plain);
  const other = Object.entries(words).find(([, others]) => others.some((one) => plainWord(one) === plain))?.[0];
  return named ?? other ?? nearestName(written, Object.keys(words));
}

/** Without dashes, underscores, blanks and capitals; signs stay. */
function plainWord(word: string): string {
  return word.toLowerCase().replaceAll(/[-_\s]/g, '');
}
