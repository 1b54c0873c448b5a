// All shortcuts by where they work: in the dialog under ? and on the help screen.
import { Keys } from './key-hint.tsx';
import { SHORTCUTS, shortcutsByGroup } from './shortcuts.ts';
import css from './shortcut-list.module.css';

export function ShortcutList() {
  return (
    <div className={css['shortcut-list']}>
      {shortcutsByGroup().map(({ group, ids }) => (
        <div key={group}>
          <h3>{group}</h3>
          <dl>
            {ids.map((id) => (
              <div key={id}>
                <dt>{SHORTCUTS[id].name}</dt>
                <dd>
                  <Keys id={id} />
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </div>
  );
}
