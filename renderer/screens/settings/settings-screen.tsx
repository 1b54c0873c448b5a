// The app's own settings, and where its data is stored.
import { SegmentedControl, Switch } from '@mantine/core';
import type { AppInfo } from '../../../shared/rpc.ts';
import { LONGEST_HEADING, THEMES, type Settings, type Theme } from '../../../shared/settings.ts';
import { traceUrlFault } from '../../../shared/trace-url.ts';
import { saveSettings, useInfo, useSettings } from '../../host/host-state.ts';
import { Header } from '../../ui/header.tsx';
import { showFailure } from '../../ui/toasts.tsx';
import { TextSetting } from './text-setting.tsx';
import { PublicHosts } from './public-hosts.tsx';
import { SecretsSection } from './stored-secrets.tsx';
import { StoreProblem } from './store-problem.tsx';
import css from './settings-screen.module.css';
import { classes } from '../../ui/classes.ts';
import pageCss from '../../ui/page.module.css';
import textCss from '../../ui/text.module.css';

const THEME_LABEL: Readonly<Record<Theme, string>> = { system: 'System', dark: 'Dark', light: 'Light' };
/** More can be set on the command line. */
const WORKER_CHOICES = ['1', '2', '3', '4'];
const AUTOMATIC = 'automatic';
const HOST_LABEL = { electron: 'A desktop window', browser: 'Your browser' } as const;

export function SettingsScreen() {
  const info = useInfo();
  const settings = useSettings();

  async function change(part: Partial<Settings>): Promise<void> {
    if (settings === null) return;
    const saved = await saveSettings({ ...settings, ...part });
    if (!saved.ok) showFailure(saved.failure);
  }

  return (
    <>
      <Header title="Settings" />
      <div className={pageCss['scroll']}>
        <dl className={css['settings']}>
          <div>
            <dt id="theme-label">Theme</dt>
            <dd>
              <SegmentedControl
                size="sm"
                aria-labelledby="theme-label"
                value={settings?.theme ?? 'system'}
                disabled={settings === null}
                data={THEMES.map((value) => ({ value, label: THEME_LABEL[value] }))}
                onChange={(theme) => void change({ theme })}
              />
              <p>System follows your computer’s setting.</p>
            </dd>
          </div>
          <div>
            <dt id="refused-label">Automatic stop</dt>
            <dd>
              <Switch
                aria-labelledby="refused-label"
                label="When the server throttles"
                checked={settings?.stopWhenRefused ?? true}
                disabled={settings === null}
                onChange={(event) => void change({ stopWhenRefused: event.currentTarget.checked })}
              />
              <p>Ends a run when the target responds only with 429 or 503 for 10 s. What was measured until then is kept.</p>
            </dd>
          </div>
          <div>
            <dt id="workers-label">Sending threads</dt>
            <dd>
              <SegmentedControl
                size="sm"
                aria-labelledby="workers-label"
                value={String(settings?.workers ?? AUTOMATIC)}
                disabled={settings === null}
                data={[{ value: AUTOMATIC, label: 'Automatic' }, ...WORKER_CHOICES]}
                onChange={(choice) => void change({ workers: choice === AUTOMATIC ? null : Number(choice) })}
              />
              <p>
                Automatic leaves a core to the window and the history: {info?.defaultWorkers ?? '–'} on this computer. Near this
                computer’s limit, runs with different numbers of threads cannot be compared.
              </p>
            </dd>
          </div>
          {info?.host === 'electron' && <NewerVersions settings={settings} onChange={(part) => void change(part)} />}
          <Addresses settings={settings} onChange={(part) => void change(part)} />
          <div>
            <dt>Public hosts</dt>
            <dd>
              <PublicHosts />
            </dd>
          </div>
          <div>
            <dt>Secrets</dt>
            <dd>
              <SecretsSection host={info?.host ?? 'browser'} />
            </dd>
          </div>
          <Facts info={info} />
        </dl>
        {info?.damage !== undefined && <StoreProblem problem={info.damage} isOpen />}
      </div>
    </>
  );
}

interface PartProps {
  readonly settings: Settings | null;
  readonly onChange: (part: Partial<Settings>) => void;
}

/** Only in the window: whoever starts Onrush from its files knows their version. */
function NewerVersions({ settings, onChange }: PartProps) {
  return (
    <div>
      <dt id="newer-label">Newer versions</dt>
      <dd>
        <Switch
          aria-labelledby="newer-label"
          label="Check for a newer version at each start"
          checked={settings?.looksForNewer ?? false}
          disabled={settings === null}
          onChange={(event) => onChange({ looksForNewer: event.currentTarget.checked })}
        />
        <p>
          Onrush looks at the page of its releases and shows a newer version below Help and in the Help menu. It downloads and
          installs nothing unless you say so. While this is off, it looks up nothing.
        </p>
      </dd>
    </div>
  );
}

function Addresses(props: PartProps) {
  return (
    <>
      <Metrics {...props} />
      <Traces {...props} />
      <Reports {...props} />
    </>
  );
}

function Metrics({ settings, onChange }: PartProps) {
  const otlpUrl = settings?.otlpUrl ?? '';
  return (
    <TextSetting
      key={otlpUrl}
      label="Metrics"
      value={otlpUrl}
      placeholder="http://127.0.0.1:4318"
      words="While a run goes on, its metrics are sent to this OTLP/HTTP receiver, such as a collector or Prometheus. No run waits for it."
      onChange={(url) => onChange({ otlpUrl: url })}
    />
  );
}

function Traces({ settings, onChange }: PartProps) {
  const traceUrl = settings?.traceUrl ?? '';
  return (
    <TextSetting
      key={traceUrl}
      label="Traces"
      value={traceUrl}
      placeholder="http://127.0.0.1:16686/trace/{traceId}"
      words="Where a trace can be viewed, in Tempo, Jaeger or any other tool: requests with a trace context link to it."
      faultOf={traceUrlFault}
      onChange={(url) => onChange({ traceUrl: url })}
    />
  );
}

function Reports({ settings, onChange }: PartProps) {
  const heading = settings?.reportHeading ?? '';
  return (
    <TextSetting
      key={heading}
      label="Reports"
      value={heading}
      placeholder="Example Ltd, performance team"
      words="Stands at the head of every report that is written from this data folder, by the command line as well."
      faultOf={headingFault}
      onChange={(text) => onChange({ reportHeading: text })}
    />
  );
}

function headingFault(text: string): string | null {
  return text.length > LONGEST_HEADING ? `Write at most ${LONGEST_HEADING} characters.` : null;
}

/** Where the data is stored, and which program is running. */
function Facts({ info }: { readonly info: AppInfo | null }) {
  return (
    <>
      <div>
        <dt>Data folder</dt>
        <dd>
          <span className={classes(textCss['mono'], css['settings-path'])}>{info?.dataFolder ?? '–'}</span>
          <p>Plans, runs and settings, in one SQLite file. Set ONRUSH_DATA_DIR to keep them elsewhere.</p>
        </dd>
      </div>
      <div>
        <dt>Runs in</dt>
        <dd>{info === null ? '–' : HOST_LABEL[info.host]}</dd>
      </div>
      <div>
        <dt>Version</dt>
        <dd>{info === null ? '–' : `Onrush ${info.version}`}</dd>
      </div>
    </>
  );
}
