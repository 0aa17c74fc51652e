const placeholders: readonly RegExp[] = [
  /^<[^<>]*>$/,
  /^\{\{[^{}]*\}\}$/,
  /^\[[^[\]]*\]$/,
  /^your(?:[\s_-]|[A-Z]|(?:sinch|project|access|key|secret|api|app|client|value|token|id))/,
  /^your[\s_-]/i,
  /^YOUR(?:SINCH|PROJECT|ACCESS|KEY|SECRET|API|APP|CLIENT|VALUE|TOKEN|ID)/,
  /^(?:x{3,}|x{2,}(?:-x{2,})+)$/i,
  /^0{8}-0{4}-0{4}-0{4}-0{12}$/,
  /^[.*\u2022\u2026]+$/,
  /^(?:please[\s_-]?)?(?:change|replace|fill|update)[\s_-]?(?:me|this|it|in)?!?$/i,
  /^(?:insert|enter|put|add|paste|provide|replace|fill|change|set)[\s_-](?:in[\s_-])?(?:your|the|an?|here|with|this|me)(?![a-z])/i,
  /[\s_-]here$/i,
  /^(?:todo|tbd|fixme|placeholder|dummy)$/i,
];

/**
 * Whether a value only keeps a place for the real one: `<your key>`, `your_key_id`, `Your Sinch Key ID`, `xxxx`,
 * `changeme` and their kin. The empty value is one. Such a value is overwritten without a question, so that what a
 * real ID or secret could look like is never taken for one.
 */
export function isPlaceholder(value: string): boolean {
  const trimmed = value.trim();
  return trimmed === '' || placeholders.some(placeholder => placeholder.test(trimmed));
}
