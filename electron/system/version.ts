// The version that Onrush states in its user agent, its summaries and its window.
import manifest from '../../package.json' with { type: 'json' };

export const VERSION: string = manifest.version;
export const USER_AGENT = `Onrush/${VERSION.split('.').slice(0, 2).join('.')}`;
