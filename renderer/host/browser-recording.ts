// The recording in a browser of this computer, as the host last reported it, and the actions on it.
import type { Failure } from '../../shared/errors.ts';
import type { RecordingState } from '../../shared/recording.ts';
import { goTo } from '../route.ts';
import { showFailure, showNote } from '../ui/toasts.tsx';
import { call } from './client.ts';
import { importFiles } from './plan-import.ts';
import { createStore, useStore } from './store.ts';

interface RecorderState {
  /** The browser that would be used; null if this computer has none, undefined as long as that is not known. */
  readonly browser: string | null | undefined;
  readonly recording: RecordingState | null;
}

const current = createStore<RecorderState>({ browser: undefined, recording: null });

export function useBrowserRecording(): RecorderState {
  return useStore(current, (one) => one);
}

export async function readRecording(): Promise<void> {
  const read = await call('record.state', {});
  if (read.ok) current.set(read.value);
}

export function setRecording(recording: RecordingState | null): void {
  current.set({ ...current.get(), recording });
}

/** Returns null if the browser is open. */
export async function startRecording(url: string): Promise<Failure | null> {
  const started = await call('record.start', { url });
  if (!started.ok) return started.failure;
  setRecording(started.value);
  return null;
}

/** Records on the demo's shop. */
export async function recordShop(): Promise<Failure | null> {
  const shop = await call('demo.shop', {});
  if (!shop.ok) return shop.failure;
  return await startRecording(`${String(shop.value.plan.variables?.['base'] ?? '')}/`);
}

/** Ends the recording, if it is still going on, and shows it; the review itself saves nothing. */
export async function reviewRecording(): Promise<void> {
  const isEmpty = current.get().recording?.requests === 0;
  const stopped = await call('record.stop', {});
  setRecording(null);
  if (!stopped.ok) return showFailure(stopped.failure);
  if (isEmpty) return showNote('Nothing was sent while it was recorded.');
  if (stopped.value === null) return;
  const { name, har } = stopped.value;
  await importFiles([new File([har], name)]);
}

/** Discards the recording. */
export async function cancelRecording(): Promise<void> {
  const cancelled = await call('record.cancel', {});
  if (!cancelled.ok) return showFailure(cancelled.failure);
  setRecording(null);
  goTo({ screen: 'plans', planId: null });
}
