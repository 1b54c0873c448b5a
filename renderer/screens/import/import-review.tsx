// The review of one import: requests on the left, the resulting plan on the right.
import { Button } from '@mantine/core';
import { formatCount, formatSpan, plural } from '../../../shared/format.ts';
import type { Imported } from '../../../shared/plan/from/imported/imported.ts';
import type { ReadImport } from '../../host/import-worker.ts';
import { importFiles, cancelImport } from '../../host/plan-import.ts';
import { KeyHint, shortcutOf } from '../../shortcuts/key-hint.tsx';
import { useShortcuts } from '../../shortcuts/use-shortcuts.ts';
import { dateOf } from '../../ui/day.ts';
import { Header } from '../../ui/header.tsx';
import { CarriedOver } from './carried-over.tsx';
import { FileButton } from './file-button.tsx';
import { recordedSpan } from './import-rows.ts';
import { NotCarriedOver } from './not-carried-over.tsx';
import { ReplayBeside } from './replay-beside.tsx';
import { useReview } from './use-review.ts';
import { ValueList } from './value-list.tsx';
import { RequestList } from './request-list.tsx';
import css from './import-screen.module.css';

/** ", 143 requests in 58 s, recorded on 27 November 2025" */
function captureWords(imported: Imported, requests: number): string {
  const span = recordedSpan(imported);
  const count = `, ${formatCount(requests)} ${plural(requests, 'request')}`;
  return span === null ? count : `${count} in ${formatSpan(span.to - span.from)}, recorded on ${dateOf(span.from)}`;
}

interface ImportReviewProps {
  readonly name: string;
  readonly read: ReadImport;
}

export function ImportReview({ name, read }: ImportReviewProps) {
  const { imported } = read;
  const {
    ticked,
    tick,
    pauses,
    values,
    choose,
    secrets,
    replayed,
    isReplaying,
    replay,
    isSaving,
    make,
    failure,
    made,
    isCurrent,
  } = useReview(read);
  const steps = made.ok ? made.value.plan.scenarios.reduce((sum, scenario) => sum + scenario.steps.length, 0) : 0;
  const requests = imported.scenarios.reduce((sum, scenario) => sum + scenario.requests.length, 0);
  useShortcuts({ 'import.make': () => void make() });

  return (
    <>
      <Header
        title="Import"
        note={`${name}: ${imported.kind}${captureWords(imported, requests)}`}
        actions={
          <>
            <FileButton label="Another file" onChosen={(files) => void importFiles(files)} />
            <Button onClick={cancelImport}>Cancel</Button>
            <Button
              variant="filled"
              disabled={!made.ok}
              loading={isSaving}
              rightSection={<KeyHint id="import.make" />}
              aria-keyshortcuts={shortcutOf('import.make')}
              onClick={() => void make()}
            >
              {`Make a plan of ${formatCount(steps)} ${plural(steps, 'step')}`}
            </Button>
          </>
        }
      />
      <div className={css['review']} data-values={made.ok && made.value.values.some((all) => all.length > 0)}>
        <RequestList imported={imported} ticked={ticked} total={requests} onTick={tick} />
        <div className={css['side']} aria-busy={!isCurrent}>
          {failure !== null && (
            <p className={css['fault']} role="alert">
              {failure.message}
            </p>
          )}
          {made.ok ? (
            <>
              {made.value.values.flat().length > 0 && (
                <ValueList
                  found={made.value.values.flat()}
                  requests={made.value.requests.flat()}
                  steps={steps}
                  onChoose={choose}
                  onReplay={() => void replay()}
                  {...{ values, replayed, isReplaying }}
                />
              )}
              {replayed !== null && <ReplayBeside steps={replayed.steps} />}
              <CarriedOver imported={imported} made={made.value} pauses={pauses} secrets={secrets} />
              <NotCarriedOver sentences={made.value.leftOut} wasReplayed={replayed !== null} />
            </>
          ) : (
            <output className={css['choose']}>
              {ticked.size === 0
                ? 'Tick the requests that the plan should send, one by one or a whole group.'
                : made.failure.message}
            </output>
          )}
        </div>
      </div>
    </>
  );
}
