// A recording that is going on: every step with the requests that followed it, the latest at the end.
import { Button } from '@mantine/core';
import { IconPlayerStopFilled } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { formatCount, plural } from '../../../shared/format.ts';
import type { RecordedRequest, RecordedStep, RecordingState } from '../../../shared/recording.ts';
import { cancelRecording, reviewRecording } from '../../host/browser-recording.ts';
import { KeyHint, shortcutOf } from '../../shortcuts/key-hint.tsx';
import { useShortcuts } from '../../shortcuts/use-shortcuts.ts';
import { Header } from '../../ui/header.tsx';
import css from './record-screen.module.css';

export function LiveRecording({ recording }: { readonly recording: RecordingState }) {
  const { browser, url, requests, steps, earlierSteps, isFull } = recording;
  const [isStopping, setStopping] = useState(false);
  useShortcuts({ 'record.stop': () => void stop() });

  async function stop(): Promise<void> {
    if (isStopping) return;
    setStopping(true);
    await reviewRecording();
    setStopping(false);
  }

  return (
    <>
      <Header
        title="Recording"
        note={`${new URL(url).host}, ${browser}`}
        actions={
          <>
            <Button disabled={isStopping} onClick={() => void cancelRecording()}>
              Cancel
            </Button>
            <Button
              variant="filled"
              loading={isStopping}
              leftSection={<IconPlayerStopFilled size={14} aria-hidden />}
              rightSection={<KeyHint id="record.stop" />}
              aria-keyshortcuts={shortcutOf('record.stop')}
              onClick={() => void stop()}
            >
              Stop and review
            </Button>
          </>
        }
      />
      <div className={css['counts']}>
        <span className={css['dot']} aria-hidden />
        <strong>
          {formatCount(earlierSteps + steps.length)} {plural(earlierSteps + steps.length, 'step')}
        </strong>
        <span>
          {formatCount(requests)} {plural(requests, 'request')}. Click through your site in the other window, then stop.
        </span>
      </div>
      {isFull && (
        <p className={css['full']} role="alert">
          The recording is full, so the rest is left out. Stop, and record the rest as another journey.
        </p>
      )}
      <StepList steps={steps} earlierSteps={earlierSteps} />
    </>
  );
}

interface StepListProps {
  readonly steps: readonly RecordedStep[];
  readonly earlierSteps: number;
}

function StepList({ steps, earlierSteps }: StepListProps) {
  const list = useRef<HTMLElement>(null);
  const lines = steps.reduce((sum, { requests }) => sum + requests.length + 1, 0);
  useEffect(() => {
    if (lines > 0) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [lines]);
  return (
    // Nothing in it can be focused, so arrow keys could not scroll it otherwise.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={css['steps']} ref={list} aria-label="Recorded steps" tabIndex={0}>
      <ol aria-live="polite">
        {steps.map((step, at) => (
          <Step key={earlierSteps + at} step={step} number={earlierSteps + at + 1} />
        ))}
      </ol>
    </section>
  );
}

function Step({ step, number }: { readonly step: RecordedStep; readonly number: number }) {
  const rest = further(step);
  return (
    <li className={css['step']}>
      <span className={css['number']}>{number}</span>
      <span className={css['name']}>{step.name}</span>
      <span className={css['at']}>{clock(step.at)}</span>
      {(step.requests.length > 0 || rest !== '') && (
        <ul className={css['requests']}>
          {step.requests.map((request, row) => (
            <RequestLine key={row} request={request} />
          ))}
          {rest !== '' && <li className={css['further']}>{rest}</li>}
        </ul>
      )}
    </li>
  );
}

function RequestLine({ request: { method, path, status } }: { readonly request: RecordedRequest }) {
  return (
    <li className={css['request']}>
      <span className={css['method']}>{method}</span>
      <span className={css['path']}>{path}</span>
      <span className={css['status']} data-bad={status !== null && (status === 0 || status >= 400)}>
        {status === null ? 'waiting' : status === 0 ? 'no response' : status}
      </span>
    </li>
  );
}

function further({ furtherRequests, files }: RecordedStep): string {
  const parts = [
    ...(furtherRequests === 0 ? [] : [`${formatCount(furtherRequests)} more`]),
    ...(files === 0 ? [] : [`${formatCount(files)} ${plural(files, 'file')}`]),
  ];
  return parts.length === 0 ? '' : `and ${parts.join(', ')}`;
}

/** "1:05" */
function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
