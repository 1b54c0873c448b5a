// Whether a pasted text is more than one request: another program's file, or several cURL commands. Pure.
import { isCurlCommand, parseCurls } from '../../../shared/plan/from/curl.ts';
import { otherFileName } from '../../../shared/plan/from/other-file.ts';

const IMPORTED = /Postman collection|HAR file|OpenAPI|Swagger|Insomnia|Bruno|JMeter test plan|\.http file/;

export function isPastedImport(text: string): boolean {
  if (!text.trim().includes('\n') && !/^\s*[{<]/.test(text)) return false;
  if (isCurlCommand(text)) {
    const parsed = parseCurls(text);
    return parsed.ok && parsed.value.length > 1;
  }
  return IMPORTED.test(otherFileName(text) ?? '');
}
