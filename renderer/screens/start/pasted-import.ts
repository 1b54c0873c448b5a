// Whether a pasted text is a file of another program and not a request. Commands stay in the field, which explains them. Pure.
import { isCurlCommand } from '../../../shared/plan/from/curl.ts';
import { otherFileName } from '../../../shared/plan/from/other-file.ts';

const IMPORTED = /Postman collection|HAR file|OpenAPI|Swagger|Insomnia|Bruno|JMeter test plan|\.http file/;

export function isPastedImport(text: string): boolean {
  if (!text.trim().includes('\n') && !/^\s*[{<]/.test(text)) return false;
  return !isCurlCommand(text) && IMPORTED.test(otherFileName(text) ?? '');
}
