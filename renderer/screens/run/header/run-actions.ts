// The actions on a run: stop or pause it, export or copy it, run or duplicate its plan, delete it.
import { useMemo, useState } from 'react';
import type { Plan } from '../../../../shared/plan/plan.ts';
import type { RunRow } from '../../../../shared/run.ts';
import { summaryMarkdown } from '../../../../shared/summary-markdown.ts';
import { addSeries } from '../../../host/add-series.ts';
import { call } from '../../../host/client.ts';
import { findCapacityOf } from '../../../host/capacities.ts';
import { removeRun } from '../../../host/remove-run.ts';
import { currentHost } from '../../../host/host-state.ts';
import { goTo } from '../../../route.ts';
import type { ExportItem } from '../../../host/run-export.ts';
import { startExport } from '../../../host/run-exports.ts';
import type { ShortcutHandlers } from '../../../shortcuts/use-shortcuts.ts';
import { startRunOrNotify } from '../../../host/start-run.ts';
import { showFailure, showNote } from '../../../ui/toasts.tsx';
import { useLatest } from '../../../ui/use-latest.ts';
import { duplicatePlan } from '../../plan/plan-actions.ts';
import { drafts } from '../../plan/draft/draft-store.ts';
import { draftOf } from '../../plan/draft/draft.ts';
import { freeNewId } from '../../plan/plan-entries.ts';

export interface RunActions {
  readonly stop: () => void;
  readonly pauseOrResume: () => void;
  readonly exportRun: (item: ExportItem) => void;
  readonly copySummary: () => void;
  readonly runAgain: () => void;
  /** Only set if the certificate is the only obstacle. */
  readonly acceptCertificate: (() => void) | undefined;
  readonly editPlan: () => void;
  readonly isStarting: boolean;
  readonly duplicatePlan: () => void;
  readonly findCapacity: () => void;
  /** Figures from outside; null lets the host ask for their file. */
  readonly addSeries: (file: File | null) => void;
  readonly deleteRun: () => void;
}

/** The same object as long as the run goes on, so that its buttons are not rendered with every snapshot. */
export function useRunActions(row: RunRow): RunActions {
  const [isStarting, setIsStarting] = useState(false);
  const latest = useLatest(row);
  const mayAccept = isStoppedByCertificate(row);
  return useMemo(() => {
    const start = async (plan: Plan, planId: string | null): Promise<void> => {
      setIsStarting(true);
      await startRunOrNotify(plan, planId);
      setIsStarting(false);
    };
    const on = (act: (now: RunRow) => Promise<void> | void) => (): void => void act(latest());
    return {
      stop: on(stopRun),
      pauseOrResume: on(pauseOrResume),
      exportRun: (item) => void startExport(latest().id, item),
      copySummary: on(copySummary),
      runAgain: on(({ plan, planId, importedFrom }) =>
        importedFrom === null ? start(plan, planId) : openGuess(plan, importedFrom),
      ),
      acceptCertificate: mayAccept
        ? on(({ plan, planId }) => start({ ...plan, tls: { ...plan.tls, verify: false } }, planId))
        : undefined,
      findCapacity: on(({ plan, planId }) => findCapacityOf(plan, planId)),
      addSeries: (file) => void addSeries(latest().id, file),
      editPlan: on(editPlan),
      isStarting,
      duplicatePlan: on(({ plan }) => duplicatePlan(plan)),
      deleteRun: on(deleteRun),
    };
  }, [latest, mayAccept, isStarting]);
}

async function stopRun({ id }: RunRow): Promise<void> {
  const stopped = await call('runs.stop', { id });
  if (!stopped.ok) showFailure(stopped.failure);
}

async function pauseOrResume({ id, state }: RunRow): Promise<void> {
  if (state !== 'running' && state !== 'paused') return;
  const done = await call(state === 'paused' ? 'runs.resume' : 'runs.pause', { id });
  if (!done.ok) showFailure(done.failure);
}

async function deleteRun(row: RunRow): Promise<void> {
  goTo({ screen: 'runs' });
  await removeRun(row);
}

async function copySummary(row: RunRow): Promise<void> {
  await copyText(summaryMarkdown(row, currentHost().info?.version ?? ''));
}

async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showNote('Copied the summary as Markdown.');
  } catch {
    showFailure({ code: 'bad_request', message: 'This browser does not allow copying here. Export the summary instead.' });
  }
}

/** Its plan is a guess from the file: nobody has confirmed that these requests may be sent. */
async function openGuess(plan: Plan, importedFrom: string): Promise<void> {
  await duplicatePlan(plan);
  showNote(
    `This run was imported from ${importedFrom}, so nothing was sent. Here is a plan made of the file: check it, then run it.`,
  );
}

/** No request succeeded, and each failed for a reason that disappears without certificate verification. */
export function isStoppedByCertificate({ plan, summary, importedFrom }: RunRow): boolean {
  const { failures, requests } = summary;
  if (importedFrom !== null || requests.succeeded > 0 || failures.length === 0 || !plan.tls.verify) return false;
  return failures.every(({ outcome, code }) => outcome === 'tls' && UNVERIFIED.test(code));
}

/** How OpenSSL and Node call a certificate that they cannot verify. */
const UNVERIFIED = /SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|ALTNAME_INVALID|CERT_UNTRUSTED/;

/** The actions on a finished run that have a key or are in the palette. */
export function overShortcuts(
  { summary }: RunRow,
  { exportRun, copySummary, duplicatePlan, runAgain }: RunActions,
): ShortcutHandlers {
  const hasRequests = summary.requests.total > 0;
  return {
    'run.export.requests': hasRequests ? () => exportRun('requests-csv') : undefined,
    'run.export.timeseries': hasRequests ? () => exportRun('timeseries-csv') : undefined,
    'run.export.summary': () => exportRun('summary-json'),
    'run.export.report': () => exportRun('report-html'),
    'run.copy': copySummary,
    'run.plan': duplicatePlan,
    'run.again': runAgain,
  };
}

/** The saved plan if it is still the one that ran; otherwise a new draft of what ran, so that neither is lost. */
function editPlan({ planId, plan }: Pick<RunRow, 'planId' | 'plan'>): void {
  const saved = currentHost().plans?.find(({ id }) => id === planId);
  if (saved !== undefined && JSON.stringify(saved.plan) === JSON.stringify(plan))
    return goTo({ screen: 'plans', planId: saved.id });
  const newId = freeNewId(drafts.all());
  drafts.keep(newId, draftOf(plan));
  goTo({ screen: 'plans', planId: newId });
}
