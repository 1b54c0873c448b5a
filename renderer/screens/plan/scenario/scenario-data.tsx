// The data files that the steps of a scenario use, which row a journey takes, and the names of their columns.
import type { DataDraft } from '../draft/draft-sources.ts';
import { useDraftForm } from '../draft/draft-form.tsx';
import { useNames } from '../names/names-context.ts';
import { fileNameOf } from '../../../../shared/file-name.ts';
import { Setting } from './setting.tsx';
import css from './scenario-panel.module.css';
import planScreenCss from '../plan-screen.module.css';
import textCss from '../../../ui/text.module.css';

const TAKES: Readonly<Record<DataDraft['pick'], string>> = {
  each: 'the next row each journey',
  random: 'a random row each journey',
  'per-vu': 'its user’s row each journey',
};
const ENDS: Readonly<Record<DataDraft['onEnd'], string>> = { repeat: ', then from the first again', stop: ', then the run ends' };

export function ScenarioData({ index, onChange }: { readonly index: number; readonly onChange: () => void }) {
  const { data } = useDraftForm().values.sources;
  const names = useNames();
  if (names === null) return null;
  const steps = [...(names.index.perVu[index] ?? []), ...(names.index.steps[index] ?? [])];
  const columns = new Set(steps.flatMap(({ used }) => used.map(({ name }) => name)));
  const used = data.flatMap((set) => {
    const own = [...columns].filter((name) => name.startsWith(`${set.name.trim()}.`));
    return own.length === 0 ? [] : [{ set, own }];
  });
  if (used.length === 0) return null;
  return (
    <Setting label="Data">
      {used.map(({ set, own }, at) => (
        <div key={at}>
          <div className={css['sentence']}>
            <span className={textCss['mono']}>{fileNameOf(set.file)}</span>
            <span>{`${TAKES[set.pick]}${set.pick === 'each' ? ENDS[set.onEnd] : ''}`}</span>
            <button type="button" className={textCss['link-button']} onClick={onChange}>
              Change
            </button>
          </div>
          <p className={planScreenCss['plan-hint']}>Used as {own.join(', ')}.</p>
        </div>
      ))}
    </Setting>
  );
}
