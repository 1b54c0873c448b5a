// Records a journey in a browser of this computer: where to begin, and then the steps so far.
import { useEffect } from 'react';
import { readRecording, reviewRecording, useBrowserRecording } from '../../host/browser-recording.ts';
import { LiveRecording } from './live-recording.tsx';
import { NewRecording } from './new-recording.tsx';

export function RecordScreen() {
  const { browser, recording } = useBrowserRecording();
  const isEnded = recording?.phase === 'ended';
  // A browser may have been installed since.
  useEffect(() => void readRecording(), []);
  // Closing the browser ends the recording.
  useEffect(() => {
    if (isEnded) void reviewRecording();
  }, [isEnded]);
  return recording === null ? <NewRecording browser={browser} /> : <LiveRecording recording={recording} />;
}
