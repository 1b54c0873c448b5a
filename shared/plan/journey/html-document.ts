// Parses pages of servers and files of others, which may be of any depth.
import { DomHandler, type Document } from 'domhandler';
import { Parser } from 'htmlparser2';

/** Browsers stop at 512. The parser takes longer for each level, and what walks the tree calls itself for each. */
const MOST_LEVELS = 2000;

/** A page that is nested deeper is read up to there. */
export function htmlDocument(text: string): Document {
  return documentOf(text, {});
}

/** The same for XML. */
export function xmlDocument(text: string): Document {
  return documentOf(text, { xmlMode: true });
}

function documentOf(text: string, options: { readonly xmlMode?: boolean }): Document {
  const handler = new BoundedHandler(undefined, options);
  try {
    new Parser(handler, options).end(text);
  } catch (error) {
    if (error !== TOO_DEEP) throw error;
  }
  return handler.root;
}

const TOO_DEEP = new Error('The page is nested too deep');

class BoundedHandler extends DomHandler {
  override onopentag(name: string, attributes: Record<string, string>): void {
    if (this.tagStack.length > MOST_LEVELS) throw TOO_DEEP;
    super.onopentag(name, attributes);
  }
}
