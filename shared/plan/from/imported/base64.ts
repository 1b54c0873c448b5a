// Decodes base64 into bytes, one character each: other programs store bodies and passwords in it.
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Returns null if the text is not base64. */
export function bytesOfBase64(text: string): string | null {
  const digits = text.replaceAll(/[\s=]/g, '').replaceAll('-', '+').replaceAll('_', '/');
  if (/[^A-Za-z0-9+/]/.test(digits) || digits.length % 4 === 1) return null;
  const bytes: string[] = [];
  let bits = 0;
  let held = 0;
  for (const digit of digits) {
    held = ((held << 6) | DIGITS.indexOf(digit)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push(String.fromCharCode((held >> bits) & 0xff));
  }
  return bytes.join('');
}

/** Decodes UTF-8; bytes that are not UTF-8 are returned unchanged. */
export function textOfBytes(bytes: string): string {
  try {
    return decodeURIComponent(
      bytes.replaceAll(/[%\u0080-\u00ff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`),
    );
  } catch {
    return bytes;
  }
}

/** The UTF-8 bytes of a text, one character each. */
export function utf8Bytes(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(/%([\dA-F]{2})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}
