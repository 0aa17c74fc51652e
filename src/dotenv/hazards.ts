import { type FileTool, toolOf } from './fileOfTool';
import { exposedPrefix, type ExposedPrefix } from './knownNames';
import { countLineBreaks } from './lineBreak';
import type { Assignment } from './piece';
import { readValue } from './readValue';
import { isReference } from './reference';
import { scan } from './scan';

/** Something about a text, or about a name in it, to be settled before a secret is written there. */
export type Hazard =
  /** `line` is the 0-based line of the first place. */
  | { readonly code: TextHazard; readonly line: number }
  /** The file is encrypted as a whole, or points to one kept elsewhere: variables among that would break it. */
  | { readonly code: 'fileOfTool'; readonly tool: FileTool }
  /** The value leads to one kept elsewhere, in a secret manager or another variable: there the new value belongs. */
  | { readonly code: 'secretReference'; readonly name: string; readonly line: number }
  /** Build tools put variables with this prefix into what browsers and apps load. */
  | { readonly code: 'browserExposed'; readonly name: string; readonly prefix: ExposedPrefix };

export type TextHazard =
  /** Over 1 MiB in UTF-8. */
  | 'tooBig'
  /** Holds a NUL: no text, or one in UTF-16. */
  | 'binary'
  /** Markers of an unresolved merge conflict. */
  | 'conflictMarkers'
  /** Holds values encrypted by dotenvx: what is written beside them stays in clear. */
  | 'encrypted';

/**
 * What may go wrong when the variables `names` are written into `text`, in no order that means anything. A text that
 * is too big, or that only another program can edit, is looked at no further.
 */
export function hazards(text: string, names: Iterable<string>): readonly Hazard[] {
  if (isTooBig(text)) return [{ code: 'tooBig', line: 0 }];
  const tool = toolOf(text);
  if (tool) return [{ code: 'fileOfTool', tool }];
  const wanted = new Set(names);
  const assignments = scan(text).filter(piece => piece.kind === 'assignment');
  const inText: readonly (readonly [TextHazard, number | undefined])[] = [
    ['binary', lineOf(text, /\0/)],
    ['conflictMarkers', lineOf(text, /(?<![^\r\n])(?:<{7}|>{7}|\|{7})(?=[ \r\n]|$)/)],
    ['encrypted', encrypted(text, assignments, wanted)?.line],
  ];
  const last = new Map(assignments.map(assignment => [assignment.key, assignment]));
  return [
    ...inText.flatMap(([code, line]) => (line === undefined ? [] : [{ code, line }])),
    ...[...wanted].flatMap(name => {
      const assignment = last.get(name);
      const refers = assignment && isReference(quotedValue(text, assignment), last);
      return refers ? [{ code: 'secretReference', name, line: assignment.line } as const] : [];
    }),
    ...[...wanted].flatMap(name => {
      const prefix = exposedPrefix(name);
      return prefix ? [{ code: 'browserExposed', name, prefix } as const] : [];
    }),
  ];
}

function quotedValue(text: string, { quotedValue: { start, end } }: Assignment): string {
  return text.slice(start, end);
}

/** Counts bytes only if the number of UTF-16 code units doesn't decide. */
function isTooBig(text: string): boolean {
  if (text.length > maxTextBytes) return true;
  return text.length * 3 > maxTextBytes && new TextEncoder().encode(text).length > maxTextBytes;
}

function lineOf(text: string, pattern: RegExp): number | undefined {
  const at = text.search(pattern);
  return at === -1 ? undefined : countLineBreaks(text.slice(0, at));
}

/** The first value that dotenvx has encrypted: one of the wanted ones, or any if its public key is in the file. */
function encrypted(
  text: string,
  assignments: readonly Assignment[],
  wanted: ReadonlySet<string>,
): Assignment | undefined {
  const hasKey = assignments.some(({ key }) => key.startsWith('DOTENV_PUBLIC_KEY'));
  return assignments.find(
    assignment =>
      (hasKey || wanted.has(assignment.key)) && readValue(text, assignment).startsWith('encrypted:'),
  );
}

/** The most bytes a file may have to be looked into: 1 MiB. */
export const maxTextBytes = 1024 * 1024;
