// Informs a person on another screen that a run has ended.
import { STATE_LABEL, type RunEvent } from '../../shared/run.ts';
import { runHeadline } from '../../shared/run-headline.ts';
import { goTo, parseRoute } from '../route.ts';
import { showAction } from '../ui/toasts.tsx';
import { currentHost } from './host-state.ts';

export function noticeRunEnd(event: RunEvent): void {
  if (event.type !== 'ended') return;
  const { row } = event;
  // A search reports the results of its trials itself.
  if (row.capacityId !== undefined) return;
  const route = parseRoute(location.hash);
  // The demo's screen shows both of its runs to the end.
  if (route.screen === 'demo' || (route.screen === 'run' && route.runId === row.id)) return;
  if (currentHost().runs?.some(({ id }) => id === row.id) !== true) return;
  const words = `“${row.name}” ${STATE_LABEL[row.state].toLowerCase()}: ${runHeadline(row).words}.`;
  showAction(words, 'Open', () => goTo({ screen: 'run', runId: row.id }));
}
