// Where the person is: the URL's fragment as a typed route, and back. It does not know screens.
import { useSyncExternalStore } from 'react';

export type Route =
  /** The set-up of a search for a capacity. */
  | { readonly screen: 'find-capacity' }
  /** A search for a capacity, or a ladder. */
  | { readonly screen: 'capacity'; readonly id: string }
  | { readonly screen: 'start' | 'runs' | 'demo' | 'import' | 'record' | 'settings' | 'help' }
  /** 'new' begins one; without an id it is the list with the first plan. */
  | { readonly screen: 'plans'; readonly planId: string | null }
  /** The last try of a plan. */
  | { readonly screen: 'try'; readonly planId: string }
  | { readonly screen: 'run'; readonly runId: string }
  /** The first is the baseline; without ids: the newest run and its natural counterpart. */
  | { readonly screen: 'compare'; readonly runIds: readonly string[] };

/** Anything that is not a route leads to the start. */
export function parseRoute(fragment: string): Route {
  const [place = '', id = ''] = fragment.replace(/^#?\/?/, '').split('/');
  switch (place) {
    case 'plans':
      return { screen: 'plans', planId: id === '' ? null : decode(id) };
    case 'try':
      return { screen: 'try', planId: decode(id) };
    case 'runs':
      return id === '' ? { screen: 'runs' } : { screen: 'run', runId: decode(id) };
    case 'compare':
      return { screen: 'compare', runIds: id.split(',').map(decode).filter(Boolean) };
    case 'capacity':
      return { screen: 'capacity', id: decode(id) };
    case 'find-capacity':
    case 'demo':
    case 'import':
    case 'record':
    case 'settings':
    case 'help':
      return { screen: place };
    default:
      return { screen: 'start' };
  }
}

/** For the `href` of a link. */
export function hrefOf(route: Route): string {
  switch (route.screen) {
    case 'start':
      return '#/';
    case 'plans':
      return route.planId === null ? '#/plans' : `#/plans/${encodeURIComponent(route.planId)}`;
    case 'try':
      return `#/try/${encodeURIComponent(route.planId)}`;
    case 'capacity':
      return `#/capacity/${encodeURIComponent(route.id)}`;
    case 'run':
      return `#/runs/${encodeURIComponent(route.runId)}`;
    case 'compare':
      return route.runIds.length === 0 ? '#/compare' : `#/compare/${route.runIds.map(encodeURIComponent).join(',')}`;
    default:
      return `#/${route.screen}`;
  }
}

export function goTo(route: Route): void {
  location.hash = hrefOf(route);
}

/** Goes there without adding an entry for the Back button. */
export function replaceRoute(route: Route): void {
  location.replace(hrefOf(route));
}

export function useRoute(): Route {
  const fragment = useSyncExternalStore(watchFragment, () => location.hash);
  return parseRoute(fragment);
}

function watchFragment(handle: () => void): () => void {
  addEventListener('hashchange', handle);
  return () => removeEventListener('hashchange', handle);
}

function decode(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
