// Ctrl K: finds any command, plan or run by a few letters of its name.
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no tag is a list that a text field chooses from */
import '@mantine/spotlight/styles.layer.css';
import { createSpotlight, Spotlight, useSpotlight } from '@mantine/spotlight';
import {
  IconArrowRight,
  IconBolt,
  IconFileText,
  IconFlask,
  IconGauge,
  IconHistory,
  IconPalette,
  IconPlayerPlay,
  IconPlayerStop,
  IconSearch,
  type Icon,
} from '@tabler/icons-react';
import { useId, useMemo, useState } from 'react';
import type { RunBrief } from '../../shared/run.ts';
import { usePlans, useSteadyRuns } from '../host/host-state.ts';
import { dayOf, clockOf } from '../ui/day.ts';
import { showFailure } from '../ui/toasts.tsx';
import { performCommand } from './run-command.ts';
import { KeyHint } from './key-hint.tsx';
import { matchItems, paletteItems, type PaletteItem } from './palette-items.ts';
import type { ShortcutId } from './shortcuts.ts';
import { activeShortcuts, useShortcuts } from './use-shortcuts.ts';
import css from './command-palette.module.css';

const [store, palette] = createSpotlight();

/** At most this many of each group are shown, so that one keystroke never renders a whole history. */
const MOST = 8;
const MOST_FOUND = 30;

type Mark = PaletteItem['command']['kind'] | 'plan' | 'run';

const ICON: Readonly<Record<Mark, Icon>> = {
  press: IconBolt,
  go: IconArrowRight,
  'run-plan': IconPlayerPlay,
  'stop-run': IconPlayerStop,
  theme: IconPalette,
  demo: IconFlask,
  'demo-shop': IconFlask,
  measure: IconGauge,
  plan: IconFileText,
  run: IconHistory,
};

export function CommandPalette() {
  const [active, setActive] = useState<readonly ShortcutId[]>([]);
  useShortcuts({
    palette: () => {
      setActive(activeShortcuts());
      palette.open();
    },
  });
  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      size={560}
      yOffset="12vh"
      overlayProps={{ backgroundOpacity: 0.3, blur: 0 }}
      // It disappears at once, because it would still take keys while fading.
      transitionProps={{ duration: 120, exitDuration: 0, transition: 'fade' }}
      classNames={{ content: css['palette'], body: css['palette-body'] }}
      attributes={{ content: { 'aria-label': 'Command palette' } }}
    >
      <Found active={active} />
    </Spotlight.Root>
  );
}

function Found({ active }: { readonly active: readonly ShortcutId[] }) {
  const { query, selected } = useSpotlight(store);
  const plans = usePlans();
  const runs = useSteadyRuns();
  const listId = useId();
  const items = useMemo(() => paletteItems({ active, plans: plans ?? [], runs: runs ?? [], dateWords }), [active, plans, runs]);
  const found = matchItems(items, query, query === '' ? MOST : MOST_FOUND);
  const groups = [...new Set(found.map(({ group }) => group))];
  const chosen = found[selected];
  return (
    <>
      <Spotlight.Search
        placeholder="Go to, run, stop, export …"
        leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
        role="combobox"
        aria-label="Command, plan or run"
        aria-expanded
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={chosen === undefined ? undefined : optionId(listId, chosen)}
        spellCheck={false}
        // Whatever is typed right after the shortcut belongs here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
      />
      <Spotlight.ActionsList className={css['palette-list']}>
        <div role="listbox" id={listId} aria-label="Commands">
          {groups.map((group) => (
            <div role="group" aria-label={group} key={group} className={css['palette-group']}>
              <p aria-hidden>{group}</p>
              {found
                .filter((item) => item.group === group)
                .map((item) => (
                  <Option key={item.id} item={item} id={optionId(listId, item)} isChosen={item === chosen} />
                ))}
            </div>
          ))}
        </div>
        {found.length === 0 && <Spotlight.Empty>Nothing is called “{query.trim()}”.</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </>
  );
}

interface OptionProps {
  readonly item: PaletteItem;
  readonly id: string;
  readonly isChosen: boolean;
}

function Option({ item, id, isChosen }: OptionProps) {
  const Mark = ICON[markOf(item)];
  return (
    // The list finds its options by this attribute; the library's own action cannot have the id of an option.
    <button
      type="button"
      data-action
      className={css['palette-item']}
      id={id}
      role="option"
      aria-selected={isChosen}
      tabIndex={-1}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => choose(item)}
    >
      <Mark size={16} stroke={1.75} aria-hidden />
      <span className={css['palette-name']}>{item.name}</span>
      {item.note !== '' && <span className={css['palette-note']}>{item.note}</span>}
      {item.command.kind === 'press' && <KeyHint id={item.command.shortcut} />}
    </button>
  );
}

function markOf({ group, command }: PaletteItem): Mark {
  if (command.kind !== 'go' || group === 'Anywhere') return command.kind;
  return group === 'Runs' ? 'run' : 'plan';
}

/** Runs after the palette is gone, so that the focus is back where the command acts. */
function choose({ command }: PaletteItem): void {
  palette.close();
  requestAnimationFrame(() => {
    performCommand(command).catch((error: unknown) => showFailure({ code: 'internal', message: String(error) }));
  });
}

function optionId(listId: string, { id }: PaletteItem): string {
  return `${listId}${id.replaceAll(/[^\w-]/g, '-')}`;
}

function dateWords({ startedAt }: RunBrief): string {
  return `${dayOf(startedAt, Date.now())} ${clockOf(startedAt)}`;
}
