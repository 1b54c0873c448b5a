// Undoes the content codings of a body (RFC 9110, 8.4): gzip, deflate, brotli and zstd, also several one after the other.
import { errorCode } from '../../../shared/error-code.ts';

/** Why a coding could not be undone. */
export type CodingFault = 'too large' | 'unknown or damaged';

/** The largest size that a body may have after decoding. */
const MOST_DECODED = 64 * 1024 * 1024;

/** `isCut` means that only the beginning of the body is there: what of it can be decoded is returned. */
export function withoutCodings(body: Buffer, codings: string, isCut: boolean): Buffer | CodingFault {
  const names = codings.split(',').map((one) => one.trim().toLowerCase());
  try {
    // The last one was applied last.
    return names.reduceRight((bytes, name) => decoded(bytes, name, isCut), body);
  } catch (error) {
    return errorCode(error) === 'ERR_BUFFER_TOO_LARGE' ? 'too large' : 'unknown or damaged';
  }
}

/** Loaded by the first response that is coded. */
function decoded(body: Buffer, name: string, isCut: boolean): Buffer {
  const zlib = process.getBuiltinModule('node:zlib');
  const { Z_SYNC_FLUSH, Z_FINISH, BROTLI_OPERATION_FLUSH, BROTLI_OPERATION_FINISH, ZSTD_e_flush, ZSTD_e_end } = zlib.constants;
  const options = { maxOutputLength: MOST_DECODED, finishFlush: isCut ? Z_SYNC_FLUSH : Z_FINISH };
  switch (name) {
    case 'gzip':
    case 'x-gzip':
      return zlib.gunzipSync(body, options);
    case 'br':
      return zlib.brotliDecompressSync(body, {
        maxOutputLength: MOST_DECODED,
        finishFlush: isCut ? BROTLI_OPERATION_FLUSH : BROTLI_OPERATION_FINISH,
      });
    case 'zstd':
      return zlib.zstdDecompressSync(body, {
        maxOutputLength: MOST_DECODED,
        finishFlush: isCut ? ZSTD_e_flush : ZSTD_e_end,
      });
    case 'deflate':
      return hasZlibHead(body) ? zlib.inflateSync(body, options) : zlib.inflateRawSync(body, options);
    case 'identity':
    case '':
      return body;
    default:
      throw new Error(`Nothing here undoes the content coding ${name}.`);
  }
}

/** Some servers send "deflate" without the frame that it should have (RFC 1950). */
function hasZlibHead([first = 0, second = 0]: Buffer): boolean {
  return (first & 15) === 8 && (first * 256 + second) % 31 === 0;
}
