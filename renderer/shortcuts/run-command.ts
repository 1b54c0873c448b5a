// Carries out what was chosen in the command palette.
import { formatRate, formatTime } from '../../shared/format.ts';
import { parsePlan } from '../../shared/plan/plan-parse.ts';
import { assertNever, type Result } from '../../shared/errors.ts';
import { startCalibration } from '../host/calibration.ts';
import { call } from '../host/client.ts';
import { currentHost, saveSettings } from '../host/host-state.ts';
import { goTo } from '../route.ts';
import { tryDemoShop } from '../host/try-demo-shop.ts';
import { startRunOrNotify } from '../host/start-run.ts';
import { showFailure, showNote } from '../ui/toasts.tsx';
import type { PaletteCommand } from './palette-items.ts';
import { pressShortcut } from './use-shortcuts.ts';

export async function performCommand(command: PaletteCommand): Promise<void> {
  switch (command.kind) {
    case 'press':
      return pressShortcut(command.shortcut);
    case 'go':
      return goTo(command.route);
    case 'run-plan':
      await startRunOrNotify(command.plan.plan, command.plan.id);
      return undefined;
    case 'stop-run':
      return void succeededOrNotify(await call('runs.stop', { id: command.runId }));
    case 'theme': {
      const { settings } = currentHost();
      if (settings !== null) succeededOrNotify(await saveSettings({ ...settings, theme: command.theme }));
      return;
    }
    case 'demo':
      if (succeededOrNotify(await call('demo.start', {}))) goTo({ screen: 'demo' });
      return;
    case 'demo-shop':
      return await tryDemoShop();
    case 'measure':
      return measure();
    default:
      return assertNever(command);
  }
}

/** With the settings of the plan that was saved last, or of a plain request. */
async function measure(): Promise<void> {
  const plain = parsePlan({
    version: 1,
    scenarios: [{ steps: [{ url: 'http://127.0.0.1/' }] }],
    load: { model: 'iterations', iterations: 1000, vus: 50 },
  });
  const plan = currentHost().plans?.[0]?.plan ?? (plain.ok ? plain.value : null);
  if (plan === null) return;
  showNote('Measuring, 2 s.');
  const measured = await startCalibration(plan);
  if (!succeededOrNotify(measured)) return;
  const { ceiling, noiseP50, noiseP99 } = measured.value;
  showNote(
    `This computer sends at most ${formatRate(ceiling)}. It adds ${formatTime(noiseP50)} at p50, ${formatTime(noiseP99)} at p99.`,
  );
}

function succeededOrNotify<T>(result: Result<T>): result is Extract<Result<T>, { ok: true }> {
  if (!result.ok) showFailure(result.failure);
  return result.ok;
}
