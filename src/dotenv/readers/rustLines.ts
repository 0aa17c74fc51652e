/** `'` and `"` stand for being between such quotes, with a backslash for being behind one there. */
type State = 'plain' | 'space' | 'comment' | '\\' | "'" | "'\\" | '"' | '"\\';

/**
 * The lines of dotenvy 0.15.7 (src/iter.rs), those joined that quotes join; `undefined` where the text ends inside one.
 * Of a run of white space every other character counts: behind such a one a `#` starts a comment, and at the end of the
 * text it is an error.
 */
export function* rustLines(text: string): Generator<string | undefined> {
  let start = 0;
  let state: State = 'plain';
  for (let at = 0; at < text.length; at += 1) {
    if (at === start) at += commentAt(text, at);
    const character = text.charAt(at);
    state = behind(state, character);
    if (state === 'comment') {
      yield text.slice(start, at);
      at = endOfLine(text, at);
      start = at + 1;
      state = 'plain';
    } else if (character === '\n' && state === 'plain') {
      yield text.slice(start, at);
      start = at + 1;
    }
  }
  yield state === 'plain' ? text.slice(start) : undefined;
}

/** How long the comment is that fills the line at `at`; 0 where none does. */
function commentAt(text: string, at: number): number {
  commentLine.lastIndex = at;
  return commentLine.exec(text)?.[0].length ?? 0;
}

const commentLine = /[^\P{White_Space}\n]*#[^\n]*/uy;

function behind(state: State, character: string): State {
  switch (state) {
    case "'":
    case '"':
      if (character === state) return 'plain';
      return character === '\\' ? `${state}\\` : state;
    case "'\\":
      return "'";
    case '"\\':
      return '"';
    case '\\':
      return 'plain';
    case 'space':
      return character === '#' ? 'comment' : opened(character);
    default:
      return /[^\P{White_Space}\n\r]/u.test(character) ? 'space' : opened(character);
  }
}

function opened(character: string): State {
  return character === "'" || character === '"' || character === '\\' ? character : 'plain';
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
