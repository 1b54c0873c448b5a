// `--series-prom` and `--query`: which server provides figures for a run, and by which queries.
import { isPrometheusAddress } from '../../shared/prometheus-address.ts';
import type { PrometheusQueries } from './command.ts';
import { usage } from './usage.ts';

interface PrometheusValues {
  readonly seriesProm?: string | undefined;
  readonly query?: readonly string[] | undefined;
}

/** @throws UserError bad_request */
export function prometheusOf({ seriesProm: url, query: queries = [] }: PrometheusValues): PrometheusQueries | null {
  if (url === undefined && queries.length === 0) return null;
  if (url === undefined) throw usage('--query is sent to a Prometheus server. Name it: --series-prom http://127.0.0.1:9090');
  if (!isPrometheusAddress(url))
    throw usage(`--series-prom: "${url}" is not an address. Write for example http://127.0.0.1:9090.`);
  if (queries.length === 0) throw usage("--series-prom: say what to ask for, such as --query 'CPU of the database=rate(...)'.");
  return { url, queries: queries.map(queryOf) };
}

/** "name=query"; a query without a name is named after its own text. */
function queryOf(text: string): { readonly name: string; readonly query: string } {
  const [, name = '', query = ''] = /^([^={}()[\]"]+)=(.+)$/s.exec(text) ?? [];
  const isNamed = name.trim() !== '' && query.trim() !== '' && !/^[=~]/.test(query) && !/[!<>]$/.test(name);
  return isNamed
    ? { name: name.trim().slice(0, 200), query: query.trim() }
    : { name: text.trim().slice(0, 200), query: text.trim() };
}
