// Selects from HTML.
import { selectAll } from 'css-select';
import type { AnyNode, Document } from 'domhandler';
import { getAttributeValue, textContent } from 'domutils';
import { htmlDocument } from '../../../shared/plan/journey/html-document.ts';

export function readHtml(text: string): Document {
  return htmlDocument(text);
}

/** The texts or the attribute values of the elements that a selector finds; null if values made it an impossible selector. */
export function selectedValues(document: Document, selector: string, attribute: string | undefined): readonly string[] | null {
  const elements = selectedBy(selector, document);
  if (elements === null) return null;
  return elements.flatMap((element) => {
    if (!('attribs' in element)) return [];
    const value = attribute === undefined ? textContent(element).trim() : getAttributeValue(element, attribute);
    return value === undefined ? [] : [value];
  });
}

function selectedBy(selector: string, document: Document): AnyNode[] | null {
  try {
    return selectAll(selector, document.childNodes);
  } catch {
    return null;
  }
}
