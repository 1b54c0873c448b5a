// Where traces can be viewed: the URL from the command line, otherwise the environment, otherwise the settings of the window.
import { traceUrlFault } from '../../shared/trace-url.ts';
import type { Settings } from '../../shared/settings.ts';
import { usage } from './usage.ts';

/** @throws UserError bad_request */
export function traceUrlOf(text: string | undefined): string | null {
  const given = text ?? process.env['ONRUSH_TRACE_URL'] ?? '';
  if (given === '' && text === undefined) return null;
  const fault = traceUrlFault(given);
  if (fault !== null) throw usage(`${text === undefined ? 'ONRUSH_TRACE_URL' : '--trace-url'}: ${fault}`);
  return given;
}

export function usedTraceUrl(given: string | null, { traceUrl }: Settings): string | undefined {
  return given ?? traceUrl;
}
