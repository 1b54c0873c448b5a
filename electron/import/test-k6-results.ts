// Raw results of k6 for tests.
import { AT } from './test-results.ts';

const K6_NAMES =
  'metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,proto,scenario,service,status,subproto,tls_version,url,extra_tags,metadata';

export interface K6Request {
  readonly endedAt: number;
  readonly duration: number;
  readonly blocked?: number;
  readonly status?: number;
}

function k6Values({ duration, blocked = 0, status = 200 }: K6Request): readonly (readonly [string, number])[] {
  return [
    ['http_reqs', 1],
    ['http_req_duration', duration],
    ['http_req_blocked', blocked],
    ['http_req_connecting', blocked / 2],
    ['http_req_tls_handshaking', 0],
    ['http_req_sending', 0.1],
    ['http_req_waiting', duration - 0.3],
    ['http_req_receiving', 0.2],
    ['http_req_failed', status >= 400 ? 1 : 0],
  ];
}

export function k6Csv(requests: readonly K6Request[], stamp = (ms: number) => String(Math.round(ms * 1000))): string {
  const lines = requests.flatMap((request) => {
    const { endedAt, status = 200 } = request;
    const tags = `,,,,${status < 400},,GET,http://shop.test/,HTTP/1.1,buy,,${status},,,http://shop.test/,,vu=3&iter=0`;
    return k6Values(request).map(([metric, value]) => `${metric},${stamp(endedAt)},${value.toFixed(6)}${tags}`);
  });
  return [K6_NAMES, `vus,${stamp(AT)},2.000000,,,,,,,,,,,,,,,,`, ...lines, ''].join('\n');
}

export function k6Json(requests: readonly K6Request[]): string {
  const lines = requests.flatMap((request) =>
    k6Values(request).map(([metric, value]) => {
      const tags = {
        method: 'GET',
        name: 'http://shop.test/',
        scenario: 'buy',
        status: String(request.status ?? 200),
        url: 'http://shop.test/',
      };
      const time = new Date(request.endedAt).toISOString().replace('Z', '456Z');
      return JSON.stringify({ metric, type: 'Point', data: { time, value, tags } });
    }),
  );
  return [JSON.stringify({ type: 'Metric', data: { name: 'http_reqs' }, metric: 'http_reqs' }), ...lines, ''].join('\n');
}
