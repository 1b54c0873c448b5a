// The navigation on the left. It knows the places, not what they show.
import {
  IconDownload,
  IconFileText,
  IconGitCompare,
  IconHelp,
  IconHistory,
  IconHome,
  IconSettings,
  type Icon,
} from '@tabler/icons-react';
import { hrefOf, type Route } from '../route.ts';
import { classes } from './classes.ts';
import logo from './logo.svg';
import css from './rail.module.css';

interface Place {
  readonly label: string;
  readonly icon: Icon;
  readonly route: Route;
  readonly screens: readonly Route['screen'][];
}

const PLACES: readonly Place[] = [
  { label: 'Start', icon: IconHome, route: { screen: 'start' }, screens: ['start', 'demo'] },
  {
    label: 'Plans',
    icon: IconFileText,
    route: { screen: 'plans', planId: null },
    screens: ['plans', 'try', 'find-capacity', 'import', 'record'],
  },
  { label: 'Runs', icon: IconHistory, route: { screen: 'runs' }, screens: ['runs', 'capacity', 'run'] },
  { label: 'Compare', icon: IconGitCompare, route: { screen: 'compare', runIds: [] }, screens: ['compare'] },
  { label: 'Settings', icon: IconSettings, route: { screen: 'settings' }, screens: ['settings'] },
  { label: 'Help', icon: IconHelp, route: { screen: 'help' }, screens: ['help'] },
];

interface RailProps {
  readonly current: Route['screen'];
  readonly isRunning: boolean;
  /** The sentence about a newer version of the program. */
  readonly newer: string | null;
  readonly onNewer: () => void;
}

export function Rail({ current, isRunning, newer, onNewer }: RailProps) {
  return (
    <nav className={css['rail']} aria-label="Onrush">
      <img className={css['rail-logo']} src={logo} alt="" />
      <ul className={css['rail-links']}>
        {PLACES.map(({ label, icon: Mark, route, screens }) => (
          <li key={label}>
            <a
              className={css['rail-link']}
              href={hrefOf(route)}
              aria-label={label}
              aria-current={screens.includes(current) ? 'page' : undefined}
              title={label === 'Runs' && isRunning ? 'Runs: one is going on' : label}
            >
              <Mark size={20} stroke={1.75} aria-hidden />
              <span className={css['rail-label']}>{label}</span>
              {label === 'Runs' && isRunning && <span className={css['rail-dot']} />}
            </a>
          </li>
        ))}
      </ul>
      {newer !== null && (
        <button
          type="button"
          className={classes(css['rail-link'], css['rail-update'])}
          onClick={onNewer}
          aria-label={newer}
          title={newer}
        >
          <IconDownload size={20} stroke={1.75} aria-hidden />
          <span className={css['rail-label']}>Update</span>
        </button>
      )}
    </nav>
  );
}
