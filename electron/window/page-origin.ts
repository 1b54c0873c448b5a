// Where the window's page comes from, and what follows from that: who may call, and where the page may navigate.

export const PAGE_SCHEME = 'onrush';
const PAGE_HOST = 'app';
export const PAGE_URL = `${PAGE_SCHEME}://${PAGE_HOST}/`;

/** The relevant part of Electron's WebFrameMain. A frame that no longer exists is null; an inner frame has a parent. */
export interface CallingFrame {
  readonly url: string;
  readonly parent: object | null;
}

export function isOwnPage(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null && url.protocol === `${PAGE_SCHEME}:` && url.host === PAGE_HOST && url.username === '' && url.password === ''
  );
}

export function isTrustedSender(frame: CallingFrame | null): boolean {
  return frame !== null && frame.parent === null && isOwnPage(frame.url);
}

/** The path of a page's file, or null if the address is not one of Onrush's own. */
export function pagePath(address: string): string | null {
  return isOwnPage(address) ? new URL(address).pathname : null;
}
