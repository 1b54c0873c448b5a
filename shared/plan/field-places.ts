// The objects of a plan that have a field which somebody wrote in another one.

/** Only fields whose name leaves no doubt which object is meant. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  'in "http"': ['keepAlive', 'connections', 'followRedirects', 'dnsCache', 'proxy', 'socketPath'],
  'in "tls"': ['verify', 'resume', 'ca', 'cert', 'pfx'],
  'in "timeouts"': ['connect', 'firstByte', 'idle', 'total'],
  'in "load"': ['model', 'stages', 'startTarget', 'maxVus', 'vus', 'iterations', 'whenBusy', 'arrivals'],
  'in a scenario': ['weight', 'pacing', 'perVu', 'cookies', 'refresh', 'refreshOn'],
  'in a step': ['url', 'method', 'headers', 'body', 'extract', 'checks', 'onFail', 'think'],
  'at the top of the plan': ['environments', 'secrets', 'before', 'scenarios', 'thresholds', 'warmup', 'gracefulStop', 'trace'],
};

/** Where the field belongs, in words such as 'in "http"'; null if no object of a plan has it. */
export function placeOfField(field: string): string | null {
  return Object.keys(FIELDS).find((place) => FIELDS[place]?.includes(field) === true) ?? null;
}
