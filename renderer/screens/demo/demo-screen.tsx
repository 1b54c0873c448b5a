// The demo: the same twenty requests to two servers, side by side and live, and then the explanation.
import './demo-screen.module.css';
import { Button } from '@mantine/core';
import { IconFlask, IconGitCompare, IconPlayerStopFilled } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { DemoState } from '../../../shared/run.ts';
import { call, useConnection } from '../../host/client.ts';
import { useDemo } from '../../host/host-state.ts';
import { hrefOf } from '../../route.ts';
import { Header } from '../../ui/header.tsx';
import { showFailure } from '../../ui/toasts.tsx';
import { DemoFigures } from './demo-figures.tsx';
import { DemoLine } from './demo-line.tsx';
import { DemoTasks } from './demo-tasks.tsx';
import { phaseWords } from './demo-report.ts';
import textCss from '../../ui/text.module.css';
import pageCss from '../../ui/page.module.css';
import { followRun } from '../../host/followed-runs.ts';
import type { LiveRun } from '../../live-run/live-run.ts';

export function DemoScreen() {
  const demo = useDemo();
  const async = useDemoRun(demo?.asyncRunId ?? null);
  const blocking = useDemoRun(demo?.blockingRunId ?? null);
  return (
    <>
      <Header
        title="Demo"
        note="20 requests, 5 virtual users, two small servers on this computer"
        actions={<DemoActions demo={demo} />}
      />
      <output className={textCss['visually-hidden']}>{demo === null ? '' : phaseWords(demo)}</output>
      <div className={pageCss['scroll']}>
        {demo !== null && <DemoLine demo={demo} async={async} blocking={blocking} />}
        <DemoTasks async={async} blocking={blocking} />
        <DemoFigures async={async?.row ?? null} blocking={blocking?.row ?? null} />
      </div>
    </>
  );
}

function DemoActions({ demo }: { readonly demo: DemoState | null }) {
  const [isBusy, setBusy] = useState(false);

  async function start(): Promise<void> {
    setBusy(true);
    const started = await call('demo.start', {});
    setBusy(false);
    if (!started.ok) showFailure(started.failure);
  }

  async function stop(runId: string): Promise<void> {
    const stopped = await call('runs.stop', { id: runId });
    if (!stopped.ok) showFailure(stopped.failure);
  }

  if (demo === null) return null;
  const activeId = demo.phase === 'async' ? demo.asyncRunId : demo.phase === 'blocking' ? demo.blockingRunId : null;
  if (demo.phase === 'async' || demo.phase === 'blocking') {
    return (
      <Button
        disabled={activeId === null}
        leftSection={<IconPlayerStopFilled size={14} aria-hidden />}
        onClick={() => activeId !== null && void stop(activeId)}
      >
        Stop
      </Button>
    );
  }
  const again = (
    <Button
      variant={demo.phase === 'done' ? 'default' : 'filled'}
      loading={isBusy}
      leftSection={<IconFlask size={16} stroke={1.75} aria-hidden />}
      onClick={() => void start()}
    >
      {demo.phase === 'idle' ? 'Run the demo' : 'Run again'}
    </Button>
  );
  const { asyncRunId, blockingRunId } = demo;
  if (demo.phase !== 'done' || asyncRunId === null || blockingRunId === null) return again;
  return (
    <>
      {again}
      <Button
        component="a"
        variant="filled"
        href={hrefOf({ screen: 'compare', runIds: [blockingRunId, asyncRunId] })}
        leftSection={<IconGitCompare size={16} stroke={1.75} aria-hidden />}
      >
        Compare them
      </Button>
    </>
  );
}

/** Null if there is no run, or if it was not read yet. */
function useDemoRun(runId: string | null): LiveRun | null {
  const [run, setRun] = useState<LiveRun | null>(null);
  const isOpen = useConnection().kind === 'open';
  useEffect(() => {
    if (runId === null || !isOpen) return;
    return followRun(runId, (now) => setRun(now.run));
  }, [runId, isOpen]);
  return run?.id === runId ? run : null;
}
