// Imports a run from a file: with the button, or by dropping the file anywhere on the screen.
import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useLatest } from '../../ui/use-latest.ts';
import { formatCount } from '../../../shared/format.ts';
import { call, isInWindow } from '../../host/client.ts';
import { useRunImport } from '../../host/host-state.ts';
import { importRun } from '../../host/import-run.ts';
import { holdsRequests, isPlanFile, openAnyFile } from '../../host/open-any-file.ts';
import css from './history-screen.module.css';

export function ImportButton() {
  const input = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const start = async (file: File | null, ...others: readonly File[]): Promise<void> => {
    setBusy(true);
    // A plan that is dropped here is opened, and requests of another program are imported as a plan.
    if (file !== null && ((await isPlanFile(file)) || (await holdsRequests(file)))) await openAnyFile([file, ...others]);
    else await importRun(file, ...others);
    setBusy(false);
  };
  useDroppedFiles((file, ...others) => void start(file, ...others));
  return (
    <>
      <Button
        loading={isBusy}
        leftSection={<IconFileImport size={16} stroke={1.75} aria-hidden />}
        title="Results of Onrush, k6, Locust or JMeter, several of which become one run; or drop them here"
        onClick={() => (isInWindow() ? void start(null) : input.current?.click())}
      >
        Import…
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        aria-label="File to import"
        accept=".csv,.jtl,.json,.gz,.onrush"
        onChange={(event) => {
          const [file, ...others] = event.target.files ?? [];
          // Allows the same file to be chosen again after it was corrected.
          event.target.value = '';
          if (file !== undefined) void start(file, ...others);
        }}
      />
    </>
  );
}

/** The progress of the file that is being imported; otherwise nothing. */
export function ImportProgress() {
  const importing = useRunImport();
  if (importing === null) return null;
  const percent = Math.floor(importing.share * 100);
  return (
    <div className={css['history-import']}>
      <output>
        Reading {importing.fileName}, {formatCount(percent)} %
      </output>
      <progress aria-label="Import" value={importing.share} max={1} />
      <Button onClick={() => void call('imports.cancel', {})}>Cancel</Button>
    </div>
  );
}

function useDroppedFiles(handleFiles: (file: File, ...others: readonly File[]) => void): void {
  const latest = useLatest(handleFiles);
  useEffect(() => {
    const handleOver = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault();
    };
    const handleDrop = (event: DragEvent): void => {
      const [file, ...others] = event.dataTransfer?.files ?? [];
      if (file === undefined) return;
      event.preventDefault();
      latest()(file, ...others);
    };
    addEventListener('dragover', handleOver);
    addEventListener('drop', handleDrop);
    return () => {
      removeEventListener('dragover', handleOver);
      removeEventListener('drop', handleDrop);
    };
  }, [latest]);
}
