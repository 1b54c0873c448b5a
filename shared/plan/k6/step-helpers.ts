// The core of a script, as text: it begins an iteration, sends a step, checks its response and counts it.
import type { Helper } from './helper.ts';

const raw = String.raw;

export const CORE: readonly Helper[] = [
  {
    name: 'begin',
    needs: ['jsonOf'],
    code: raw`/** What the names of the plan stand for in one iteration. */
function begin(iteration, vu, given, rows, jar) {
  const values = { $iteration: iteration, $vu: vu, $given: given, $rows: rows, $jar: jar, $made: {}, $ms: 0 };
  return Object.assign(Object.create(MADE_VALUES), values);
}

const MADE_VALUES = {};
for (const name of MADE) {
  Object.defineProperty(MADE_VALUES, name, {
    get() {
      if (this.$made[name] === undefined) throw new Error('“' + name + '” has no value, because the step that makes it failed.');
      return this.$made[name];
    },
  });
}

/** Keeps what a step took from its response; lists and objects stand in a text as JSON. */
function keep(v, name, value) {
  if (typeof value === 'object' && value !== null) Object.defineProperty(value, 'toString', { value: () => jsonOf(value) });
  v.$made[name] = value;
}`,
  },
  {
    name: 'step',
    needs: ['begin', 'send', 'verdict', 'report'],
    code: raw`/** Sends one step of the plan and asks its response. Returns whether the journey goes on. */
function step(v, s) {
  const counts = s.part === undefined && exec.instance.currentTestRunDuration >= WARM_UP_MS;
  const tags = { name: s.name, journey: s.journey };
  // With these, Onrush knows each request again in the raw output.
  const now = { step: String(s.index), iteration: String(v.$iteration), began: String(Date.now()) };
  Object.assign(exec.vu.metrics.metadata, now);
  let response = null;
  let failure = null;
  try {
    response = send(v, s, tags);
    if (response.status === 0) failure = { code: '', why: '' };
  } catch (error) {
    failure = { code: 'REQUEST', why: error.message };
  }
  if (response !== null && s.renewOn === response.status && v.$renewing !== s.index) {
    v.$renewing = s.index;
    report(s, tags, false, response, { code: 'RENEWAL', why: '' });
    if (!s.renew(v)) return false;
    const goesOn = step(v, s);
    v.$renewing = undefined;
    return goesOn;
  }
  if (failure === null) failure = verdict(v, s, response, counts, tags);
  v.$ms += report(s, tags, counts, response, failure);
  if (failure === null || s.onFail === 'continue') return true;
  if (s.onFail === 'stop-run') exec.test.abort('The step “' + s.name + '” failed. ' + failure.why);
  return false;
}`,
  },
  {
    name: 'send',
    code: raw`function send(v, s, tags) {
  const params = {
    tags,
    headers: s.headers === undefined ? {} : s.headers(),
    jar: v.$jar === null ? new http.CookieJar() : v.$jar,
    timeout: TIMEOUT,
    responseType: s.reads ? 'text' : 'none',
  };
  if (s.expects !== undefined) params.responseCallback = http.expectedStatuses(...s.expects);
  if (s.auth !== undefined) params.auth = s.auth;
  return http.request(s.method, s.url(), s.body === undefined ? null : s.body(), params);
}`,
  },
  {
    name: 'verdict',
    code: raw`/** Why a response does not do, or null. A check of the status takes the place of the rule "below 400". */
function verdict(v, s, response, counts, tags) {
  let failure = null;
  const ask = (checks) => {
    for (const name of Object.keys(checks || {})) {
      let passed = false;
      try {
        passed = checks[name](response) === true;
      } catch (error) {
        passed = false;
      }
      if (counts) check(response, { [name]: () => passed }, tags);
      if (!passed && failure === null) failure = { code: 'CHECK', why: 'Check “' + name + '”: it failed in k6.' };
    }
  };
  ask(s.statuses);
  if (s.statuses === undefined && response.status >= 400) failure = { code: '', why: '' };
  if (failure === null) {
    for (const name of Object.keys(s.extract || {})) {
      const value = s.extract[name](response);
      if (value === undefined) {
        failure = { code: 'EXTRACT', why: name + ': nothing was found.' };
        break;
      }
      keep(v, name, value);
    }
  }
  ask(s.checks);
  return failure;
}`,
  },
  {
    name: 'report',
    code: raw`/** Counts a request, and returns its service time in ms: k6's blocked holds connecting and the TLS handshake. */
function report(s, tags, counts, response, failure) {
  const metadata = exec.vu.metrics.metadata;
  if (failure !== null) Object.assign(metadata, failure);
  requestFailed.add(failure !== null, { ...tags, counts: String(counts) });
  delete metadata.code;
  delete metadata.why;
  if (response === null) return 0;
  const { blocked, connecting, tls_handshaking: tls, duration } = response.timings;
  const ms = Math.max(blocked, connecting + tls) + duration;
  if (counts) {
    requests.add(1, tags);
    serviceTime.add(ms, tags);
  }
  return ms;
}`,
  },
];

export const OTHER_CORE: readonly Helper[] = [
  {
    name: 'choose',
    code: raw`/** Spreads the journeys evenly, by their weights. */
function choose(turn, journeys) {
  let point = ((turn * 0.618033988749895) % 1) * journeys.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [journey, weight] of journeys) {
    point -= weight;
    if (point < 0) return journey;
  }
  return journeys[journeys.length - 1][0];
}`,
  },
  {
    name: 'jarOf',
    code: raw`/** The cookies that a virtual user keeps; a journey that prepares its users has its own. */
function jarOf(journey) {
  if (jars[journey] === undefined) jars[journey] = new http.CookieJar();
  return jars[journey];
}

const jars = {};`,
  },
  {
    name: 'prepare',
    needs: ['jarOf'],
    code: raw`/** Once a virtual user: what the steps make is there in all its iterations. After a failure it pauses, longer each time. */
function prepare(v, journey, names, refreshMs, again, steps) {
  const known = prepared[journey];
  const isFresh = known !== undefined && known.made !== null && (refreshMs === null || Date.now() - known.at < refreshMs);
  if (isFresh && !again) {
    Object.assign(v.$made, known.made);
    return true;
  }
  if (known !== undefined && known.failures > 0) sleep(Math.min(1000, 10 * 2 ** (known.failures - 1)) / 1000);
  const at = Date.now();
  if (!steps(v)) {
    prepared[journey] = { at, made: null, failures: known === undefined ? 1 : known.failures + 1 };
    return false;
  }
  const made = Object.fromEntries(names.map((name) => [name, v.$made[name]]));
  prepared[journey] = { at, made, failures: 0 };
  return true;
}

const prepared = {};`,
  },
  {
    name: 'pace',
    code: raw`/** The next iteration begins at the earliest this long after this one began. */
function pace(beganAt, ms) {
  sleep(Math.max(0, beganAt + ms - Date.now()) / 1000);
}`,
  },
  {
    name: 'accessToken',
    code: raw`/** A token of OAuth 2 (client credentials): that of setup, and another one before it expires. */
function accessToken(v, number) {
  const known = tokens[number] || v.$given.$tokens[number];
  if (Date.now() < known.until) return known.token;
  tokens[number] = fetchToken(TOKENS[number]());
  return tokens[number].token;
}

const tokens = {};

function fetchToken({ url, form, headers }) {
  const response = http.post(url, form, { headers, responseType: 'text', tags: { name: 'access token' } });
  if (response.status !== 200) exec.test.abort('There is no access token from ' + url + ': status ' + response.status + '. ' + response.error);
  const { access_token: token, expires_in: seconds } = JSON.parse(response.body);
  return { token, until: seconds === undefined ? Infinity : Date.now() + Math.max(1, seconds - 10) * 1000 };
}`,
  },
  {
    name: 'withUser',
    code: raw`/** k6 takes the user of a digest from the URL. */
function withUser(url, user, password) {
  return url.replace('://', '://' + encodeURIComponent(user) + ':' + encodeURIComponent(password) + '@');
}`,
  },
  {
    name: 'needs',
    code: raw`function needs(...names) {
  const missing = names.filter((name) => __ENV[name] === undefined);
  if (missing.length > 0) throw new Error('Values are missing. Run it with: ' + missing.map((name) => '-e ' + name + '=…').join(' '));
}`,
  },
];
