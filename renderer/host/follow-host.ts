// The one listener for the host's events: passes each to the stores that it concerns, and reads everything again after a lost
// connection.
import { readCapacities, setCapacityEvent } from './capacities.ts';
import { connection, listen } from './client.ts';
import { setRunEvent, setRunsChanged } from './followed-runs.ts';
import { readAll, setHostEvent } from './host-state.ts';
import { menuAction } from './menu-actions.ts';
import { takeOpenedFiles } from './opened-files.ts';
import { setTryProgress } from './plan-tries.ts';
import { noticeRunEnd } from './run-end-notice.ts';
import { readRecording, setRecording } from './browser-recording.ts';
import { setExportEvent } from './run-exports.ts';

/** Call once. */
export function followHost(): void {
  listen((event) => {
    setHostEvent(event);
    if (event.type === 'run') {
      setRunEvent(event.event);
      noticeRunEnd(event.event);
    }
    if (event.type === 'runs') setRunsChanged(event.changed);
    if (event.type === 'capacity') setCapacityEvent(event.event);
    if (event.type === 'export') setExportEvent(event.export);
    if (event.type === 'recording') setRecording(event.state);
    if (event.type === 'files') void takeOpenedFiles();
    if (event.type === 'menu') menuAction.set(event.action);
    if (event.type === 'try') setTryProgress(event.tryId, event.progress);
  });
  let wasOpen = false;
  const handleConnection = (): void => {
    const isOpen = connection.get().kind === 'open';
    if (isOpen && !wasOpen) {
      void readAll();
      void readCapacities();
      void readRecording();
      void takeOpenedFiles();
    }
    wasOpen = isOpen;
  };
  connection.watch(handleConnection);
  handleConnection();
}
