// The shell: rail, banner, and the screen of the current route. Decides which screen, not what it shows.
import { useMantineColorScheme } from '@mantine/core';
import { IconPlugConnectedX, IconUsers } from '@tabler/icons-react';
import { useEffect } from 'react';
import { newerVersionWords } from '../shared/newer-version.ts';
import { otherProgramWords } from '../shared/other-program.ts';
import { call, useConnection } from './host/client.ts';
import { useActiveRunId, useInfo, useNewerVersion, useSettings } from './host/host-state.ts';
import { lostSentence } from './host/reconnect.ts';
import { useRoute, type Route } from './route.ts';
import { CapacityScreen } from './screens/capacity/capacity-screen.tsx';
import { FindCapacityScreen } from './screens/capacity/find-capacity-screen.tsx';
import { CompareScreen } from './screens/compare/compare-screen.tsx';
import { DemoScreen } from './screens/demo/demo-screen.tsx';
import { HelpScreen } from './screens/help/help-screen.tsx';
import { HistoryScreen } from './screens/history/history-screen.tsx';
import { ImportScreen } from './screens/import/import-screen.tsx';
import { useFileDrop } from './screens/import/use-file-drop.ts';
import { useLastingDrafts } from './screens/plan/draft/use-lasting-drafts.ts';
import { PlanScreen } from './screens/plan/plan-screen.tsx';
import { RecordScreen } from './screens/record/record-screen.tsx';
import { RunScreen } from './screens/run/run-screen.tsx';
import { SettingsScreen } from './screens/settings/settings-screen.tsx';
import { StoreProblem } from './screens/settings/store-problem.tsx';
import { StartScreen } from './screens/start/start-screen.tsx';
import { TryScreen } from './screens/try/try-screen.tsx';
import { CommandPalette } from './shortcuts/command-palette.tsx';
import { ShortcutDialog } from './shortcuts/shortcut-dialog.tsx';
import { useMenu } from './shortcuts/use-menu.ts';
import { useShortcutKeys } from './shortcuts/use-shortcuts.ts';
import { PublicHostDialog } from './host/public-host-dialog.tsx';
import { ScreenBoundary } from './host/screen-boundary.tsx';
import { SecretsDialog } from './host/secrets-dialog.tsx';
import { Rail } from './ui/rail.tsx';
import appCss from './app.module.css';
import pageCss from './ui/page.module.css';
import textCss from './ui/text.module.css';

export function App() {
  const route = useRoute();
  const connection = useConnection();
  useTheme();
  useShortcutKeys();
  useMenu();
  useLastingDrafts();
  useFileDrop(route.screen !== 'runs');
  const isRunning = useActiveRunId() !== null;
  const newer = useNewerVersion();
  if (connection.kind === 'refused') return <NoKey />;
  return (
    <div className={appCss['app']}>
      <a className={appCss['skip-link']} href="#main" onClick={skipToMain}>
        Skip to the screen
      </a>
      <Rail
        current={route.screen}
        isRunning={isRunning}
        newer={newer === null ? null : newerVersionWords(newer)}
        onNewer={() => void call('app.newerVersion', {})}
      />
      <main className={appCss['app-main']} id="main" tabIndex={-1}>
        {connection.kind === 'lost' && (
          <output className={appCss['banner']}>
            <IconPlugConnectedX size={16} stroke={1.75} aria-hidden />
            {lostSentence(connection.tries)}
          </output>
        )}
        <OtherPrograms />
        <div className={appCss['app-screen']}>
          <ScreenBoundary key={route.screen}>
            <Screen route={route} />
          </ScreenBoundary>
        </div>
      </main>
      <PublicHostDialog />
      <SecretsDialog />
      <ShortcutDialog />
      <CommandPalette />
    </div>
  );
}

/** A person who measures while another load is running must know about it. */
function OtherPrograms() {
  const others = useInfo()?.others ?? [];
  return others.map((other) => (
    <output key={other.pid} className={appCss['banner']}>
      <IconUsers size={16} stroke={1.75} aria-hidden />
      {otherProgramWords(other)}
    </output>
  ));
}

function Screen({ route }: { readonly route: Route }) {
  const info = useInfo();
  if (info !== null && info.problem !== null && route.screen !== 'settings') return <StoreProblem problem={info.problem} />;
  switch (route.screen) {
    case 'runs':
      return <HistoryScreen />;
    case 'compare':
      return <CompareScreen runIds={route.runIds} />;
    case 'demo':
      return <DemoScreen />;
    case 'plans':
      return <PlanScreen planId={route.planId} />;
    case 'import':
      return <ImportScreen />;
    case 'record':
      return <RecordScreen />;
    case 'try':
      return <TryScreen planId={route.planId} />;
    case 'find-capacity':
      return <FindCapacityScreen />;
    case 'capacity':
      return <CapacityScreen id={route.id} />;
    case 'run':
      return <RunScreen runId={route.runId} />;
    case 'settings':
      return <SettingsScreen />;
    case 'help':
      return <HelpScreen />;
    case 'start':
      return <StartScreen />;
  }
}

function NoKey() {
  return (
    <main className={pageCss['full-page']}>
      <h1>Open Onrush by the address it printed</h1>
      <p>
        The address ends in <span className={textCss['mono']}>#token=…</span>, the key that keeps other pages out. Copy the whole
        line from the terminal in which Onrush was started.
      </p>
    </main>
  );
}

function useTheme(): void {
  const theme = useSettings()?.theme;
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    if (theme !== undefined) setColorScheme(theme === 'system' ? 'auto' : theme);
  }, [theme, setColorScheme]);
}

/** The fragment belongs to the route, so the link moves the focus itself. */
function skipToMain(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
