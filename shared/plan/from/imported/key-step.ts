// Writes one segment of a JSON path: ".name", or brackets if the name is not a plain one (RFC 9535). Pure.
export function keyStep(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `['${key.replaceAll(/['\\]/g, String.raw`\$&`)}']`;
}
