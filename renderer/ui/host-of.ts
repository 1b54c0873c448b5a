// The host of a URL, port included: what tells targets apart in a list. Pure.

export function hostOf(url: string): string {
  return /^[a-z]+:\/\/([^/?#]*)/i.exec(url)?.[1] ?? url;
}
