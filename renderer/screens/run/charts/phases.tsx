// What a request's time consists of: the chart over time, under its title.
import { useMemo } from 'react';
import { formatTime } from '../../../../shared/format.ts';
import { PHASE_TOKEN, PhaseChart } from '../../../charts/phase-chart.tsx';
import { durationAxis } from '../../../charts/value-axis.ts';
import { phaseLayers } from '../../../live-run/live-run-phases.ts';
import { widened, type RunView } from '../../../live-run/live-run-view.ts';
import { BlockKey } from './legend.tsx';

export const PHASE_NOTE = 'mean per request, of all requests';

export function PhaseKeys({ view }: { readonly view: RunView }) {
  return phaseLayers(view.columns).map(({ phase }) => <BlockKey key={phase} token={PHASE_TOKEN[phase]} word={phase} />);
}

type PhasesProps = Omit<Parameters<typeof PhaseChart>[0], 'axis' | 'label'>;

export function Phases(props: PhasesProps) {
  const { view } = props;
  const { axis, label } = useMemo(() => {
    const tops = (phaseLayers(widened(view).columns).at(-1)?.tops ?? []).filter((top) => top !== null);
    const last = tops.at(-1);
    return {
      axis: durationAxis(Math.max(0, ...tops)),
      label: last === undefined ? 'Phases over time: none yet.' : `Phases over time, ${formatTime(last)} in total at the end.`,
    };
  }, [view]);
  return <PhaseChart {...props} axis={axis} label={label} />;
}
