import { leadsElsewhere } from './elsewhere';

const separator = '[\\s_-]';
const verb = '(?:add|change|enter|fill|generate|insert|paste|provide|put|replace|set|update)';
const object =
  '(?:me|this|it|your|the|an?|here|with|by|before|from|using|secret|key|value|token|random|strong|new|real|actual)';
const word = "\\p{L}+(?:['\\u2019/-]\\p{L}+)*";

/** The kinds of values that keep a place, each by what gives it away. */
const kinds: readonly RegExp[] = [
  // Brackets of a template round words.
  /^<[^<>]*>$/,
  /^\[[^[\]]*\]$/,
  /^\{\{[^{}]*\}\}$/,
  /^#?\{[\s\w.-]+\}#?$/,
  /^__(?:[A-Z][A-Z0-9_]*|[a-z][a-z0-9_]*)__$/,
  // Whose value it is to become.
  /^your(?:[\s_-]|[A-Z]|(?:sinch|project|access|key|secret|api|app|client|value|token|id))/,
  /^your[\s_-]/i,
  /^YOUR(?:SINCH|PROJECT|ACCESS|KEY|SECRET|API|APP|CLIENT|VALUE|TOKEN|ID)/,
  // Characters that stand for any, also behind the prefix of a real value or its beginning. A secret has 24 or more.
  /^(?:x{3,}|x{2,}(?:-x{2,})+)$/i,
  /^[A-Z]{1,4}x{4,}$/,
  /^[A-Za-z0-9][\w-]{0,15}[_-]xxx[x_-]*$/i,
  /^0{8}-0{4}-0{4}-0{4}-0{12}$/,
  /^[.*?\u2022\u2026]+$/,
  /^.{1,20}(?:\.{3}|\u2026)$/s,
  // What is to be done with it, and where.
  /^(?:please[\s_-]?)?(?:change|replace|fill|update)[\s_-]?(?:me|this|it|in)?!?$/i,
  new RegExp(`^(?:please${separator})?${verb}${separator}(?:in${separator})?${object}(?![a-z])`, 'i'),
  new RegExp(`^(?:change|replace)(?:me|this)${separator}`, 'i'),
  new RegExp(`^(?:add|enter|insert|paste|put)your${separator}?(?:sinch|project|access|key|secret|api)`, 'i'),
  new RegExp(`^(?:must|to)${separator}be${separator}(?:added|changed|generated|provided|replaced|set)`, 'i'),
  new RegExp(`${separator}here$`, 'i'),
  // Words that say that there is no value, or none to be seen.
  /^(?:todo|tbd|fixme|placeholder|dummy|n\/a|nil|null|none|undefined)$/i,
  /^[\s*_-]*redacted[\s*_-]*$/i,
  // Prose: neither an ID nor a secret of Sinch's has spaces.
  new RegExp(`^\\(?${word}[.,:;!?)]*(?:\\s+\\(?(?:https?://\\S+|${word}[.,:;!?)]*)){2,}$`, 'u'),
];

/** A name that says of a variable what a placeholder says: `${VALUE}` means none that anyone sets. */
const variable = /^\$(?:\{(\w+)\}|(\w+))$/;
const anyValue = /^(?:some_?|the_?)?value$/i;

/**
 * Whether a value only keeps a place for the real one: `<your key>`, `your_key_id`, `Your Sinch Key ID`, `xxxx`,
 * `changeme` and their kin. The empty value is one, and so are the name of its own variable and what that ends in, such
 * as `KEY_ID` in `SINCH_KEY_ID`. Such a value is overwritten without a question, so that what a real ID or secret could
 * look like is never taken for one. A single common word (`secret`) or a sequence of digits may be in use.
 * @param name the variable that has the value, if there is one
 */
export function isPlaceholder(value: string, name?: string): boolean {
  const trimmed = value.trim();
  if (leadsElsewhere(trimmed)) return false;
  const [, braced, plain] = variable.exec(trimmed) ?? [];
  const meant = braced ?? plain;
  if (meant !== undefined) return anyValue.test(meant) || kinds.some(kind => kind.test(meant));
  return trimmed === '' || kinds.some(kind => kind.test(trimmed)) || repeatsName(trimmed, name);
}

/** Whether a value is the name of its variable or at least the last two words of it, however these are put together. */
function repeatsName(value: string, name = ''): boolean {
  const words = wordsOf(value);
  if (words.length < 2 || !/^[\w\s.-]+$/.test(value)) return false;
  return wordsOf(name).slice(-words.length).join() === words.join();
}

function wordsOf(text: string): readonly string[] {
  return (text.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g) ?? []).map(word => word.toLowerCase());
}
