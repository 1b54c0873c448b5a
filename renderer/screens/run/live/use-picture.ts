// The part of a running run that is shown: the last minutes or all of it, followed or paused, or a zoomed part.
import { useMemo, useState } from 'react';
import type { TimeDomain } from '../../../../shared/time-axis.ts';
import { selectRun } from '../../../live-run/live-run-selection.ts';
import { viewOf, type RunView, type WindowName } from '../../../live-run/live-run-view.ts';
import type { LiveRun } from '../../../live-run/live-run.ts';
import type { ShortcutHandlers } from '../../../shortcuts/use-shortcuts.ts';
import { useLatest } from '../../../ui/use-latest.ts';
import type { ChartLook } from '../run-look.ts';

/** The picture is paused; the run goes on. */
export interface Frozen {
  readonly run: LiveRun;
  readonly zoom: TimeDomain | null;
}

export interface Picture {
  readonly view: RunView;
  readonly window: WindowName;
  readonly onWindow: (window: WindowName) => void;
  /** Null while it follows the run. */
  readonly frozen: Frozen | null;
  readonly freezeOrFollow: () => void;
  readonly follow: () => void;
  readonly zoom: (window: TimeDomain) => void;
  readonly shortcuts: ShortcutHandlers;
}

export function usePicture(run: LiveRun, { measure, selection }: ChartLook): Picture {
  const [window, setWindow] = useState<WindowName>('All');
  const [frozen, setFrozen] = useState<Frozen | null>(null);
  const pictured = frozen?.run ?? run;
  const shownWindow = frozen?.zoom ?? window;
  const view = useMemo(
    () => viewOf(selectRun(pictured, selection), shownWindow, measure, selection),
    [pictured, selection, shownWindow, measure],
  );
  const latest = useLatest(run);
  const isFollowing = frozen === null;
  const choices = useMemo(() => {
    const freezeOrFollow = (): void => setFrozen(isFollowing ? { run: latest(), zoom: null } : null);
    const onWindow = (name: WindowName): void => {
      setWindow(name);
      setFrozen((before) => (before === null ? null : { ...before, zoom: null }));
    };
    return {
      onWindow,
      freezeOrFollow,
      follow: () => setFrozen(null),
      zoom: (zoom: TimeDomain) => setFrozen((before) => ({ run: before?.run ?? latest(), zoom })),
      shortcuts: {
        'run.freeze': freezeOrFollow,
        'run.whole': () => onWindow('All'),
        'run.window.1': () => onWindow('1 min'),
        'run.window.2': () => onWindow('5 min'),
        'run.window.3': () => onWindow('All'),
      },
    };
  }, [latest, isFollowing]);
  return { view, window, frozen, ...choices };
}
