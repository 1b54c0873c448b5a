// The text if a search over the runs finds nothing: which part is unknown, and what is possible. Pure.
import { FACT_KEYS } from './run-search.ts';

const FORMS =
  'You can search for words of the name, tags, notes and URLs, and for tag:nightly, plan:checkout, load:open, state:stopped, failed:yes, starred:yes, since:7d, since:yesterday, p99 > 250ms, requests > 1000, throughput > 300, failed > 1%.';

export function searchHelp(search: string): string {
  // URLs and quoted texts are words.
  const keys = [...search.replaceAll(/"[^"]*"?/g, '').matchAll(/(?<![\w:/])([a-z]+):(?!\/\/)/gi)].map(([, key = '']) =>
    key.toLowerCase(),
  );
  const unknown = keys.find((key) => !FACT_KEYS.some((known) => known === key));
  return unknown === undefined ? FORMS : `Runs have no “${unknown}:”. ${FORMS}`;
}
