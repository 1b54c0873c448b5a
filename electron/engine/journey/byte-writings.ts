// How the bytes of a secret are written as text: base64, hexadecimal, and with every byte escaped for a URL.

/** Shorter secrets are not searched for within longer base64 texts: they would be found by chance. */
const SHORTEST_BASE64 = 6;
/** Fewer hexadecimal bytes would be found by chance in the numbers of a response. */
const FEWEST_BYTES = 4;

export function byteWritings(secret: Buffer): readonly string[] {
  return [...base64Writings(secret), ...(secret.length < FEWEST_BYTES ? [] : hexWritings(secret))];
}

/** The secret encoded by itself, and within a longer text such as "user:password" at each of its three alignments. */
function base64Writings(secret: Buffer): readonly string[] {
  const within = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), secret])
      .toString('base64')
      .replaceAll('=', '');
    const bits = (before + secret.length) * 8;
    return text.slice(Math.ceil((before * 8) / 6), Math.floor(bits / 6));
  });
  const all = [secret.toString('base64'), ...within.filter((text) => text.length >= SHORTEST_BASE64)];
  return all.flatMap((text) => [text, text.replaceAll('+', '-').replaceAll('/', '_')]);
}

/** As dumps, logs and strict encoders of URLs write bytes, in small and in capital letters. */
function hexWritings(secret: Buffer): readonly string[] {
  const bytes = Array.from(secret, (byte) => byte.toString(16).padStart(2, '0'));
  const all = [
    bytes.join(''),
    bytes.join(' '),
    bytes.join(':'),
    ...[`%`, String.raw`\x`].map((mark) => bytes.map((byte) => mark + byte).join('')),
  ];
  return all.flatMap((text) => [text, text.replaceAll(/[a-f]/g, (digit) => digit.toUpperCase())]);
}
