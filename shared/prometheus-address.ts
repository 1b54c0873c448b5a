// Whether a text is an address of which a Prometheus server can be asked. Pure.

export function isPrometheusAddress(text: string): boolean {
  return /^https?:\/\/[^\s/?#]+/i.test(text);
}
