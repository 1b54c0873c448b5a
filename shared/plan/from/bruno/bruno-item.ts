// A request, a folder or a collection, in the form that is common to both of Bruno's formats: .bru and OpenCollection's YAML.
// Pure.
import type { FormPart } from '../imported/form-parts.ts';

export interface BrunoPair {
  readonly name: string;
  readonly value: string;
}

export type BrunoBody =
  | { readonly kind: 'text'; readonly text: string; readonly type: string }
  | { readonly kind: 'fields'; readonly fields: readonly BrunoPair[] }
  | { readonly kind: 'form'; readonly parts: readonly FormPart[] }
  | { readonly kind: 'graphql'; readonly query: string; readonly variables: string }
  | { readonly kind: 'file'; readonly path: string; readonly type: string };

export interface BrunoCall {
  readonly method: string;
  readonly url: string;
  readonly pathParameters: readonly BrunoPair[];
  readonly body: BrunoBody | null;
}

export interface BrunoAuth {
  /** "none", "inherit", "basic" and so on. */
  readonly mode: string;
  /** With the names of .bru. */
  readonly fields: readonly BrunoPair[];
}

export interface BrunoItem {
  readonly name: string;
  /** Its position among its siblings; null for none. */
  readonly sequence: number | null;
  /**
   * The path below the collection, with slashes: for a request the folder that contains it, for a folder its own path; "" for the
   * collection.
   */
  readonly folder: string;
  readonly headers: readonly BrunoPair[];
  readonly variables: readonly BrunoPair[];
  readonly auth: BrunoAuth;
  /** Null for a folder or a collection. */
  readonly call: BrunoCall | null;
  /** Values that are extracted from the response, with Bruno's expressions. */
  readonly taken: readonly BrunoPair[];
  /** For example "res.status": "eq 200". */
  readonly asserted: readonly BrunoPair[];
  /** The script that reads the response. */
  readonly script: string;
  readonly hasScriptBefore: boolean;
}

export interface BrunoEnvironment {
  readonly name: string;
  readonly values: readonly BrunoPair[];
  readonly secrets: readonly string[];
}

export interface BrunoParts {
  readonly name: string;
  /** The collection itself, its folders and its requests, in any order. */
  readonly items: readonly BrunoItem[];
  readonly environments: readonly BrunoEnvironment[];
  /** How many requests are not HTTP. */
  readonly others: number;
}
