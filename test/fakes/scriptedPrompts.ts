import assert from 'node:assert/strict';
import type { Page } from '../../src/ui/page';
import type { Choice, Confirmation, Prompts, TextAnswer, TextQuestion } from '../../src/ui/prompts';

/** What happens while the question is open. */
type Meanwhile = () => PromiseLike<unknown>;

/**
 * What the user does next: types a text, picks the row whose label holds a text, ticks those whose labels do (or leaves
 * the ticks as offered), answers a modal, presses a button.
 */
export type Answer =
  | { readonly text: string }
  | { readonly box: 'back' | 'alternative' | 'cancelled' }
  | { readonly pick: string | undefined; readonly meanwhile?: Meanwhile }
  | { readonly pickMany: readonly string[] | 'asOffered' | undefined }
  | { readonly confirm: boolean }
  | { readonly decide: string | undefined; readonly meanwhile?: Meanwhile }
  | { readonly press: string };

export interface Question {
  readonly kind: 'text' | 'pick' | 'pickMany' | 'confirm' | 'decide' | 'notify' | 'warn';
  readonly message: string;
  readonly detail?: string;
  readonly labels?: readonly string[];
  /** What stands behind the labels of a list. */
  readonly descriptions?: readonly (string | undefined)[];
  /** The labels that are ticked from the start. */
  readonly ticked?: readonly string[];
  readonly text?: TextQuestion;
}

/** Answers in the user's place, in the order given, and keeps everything that was asked. */
export class ScriptedPrompts implements Prompts {
  readonly asked: Question[] = [];
  private readonly answers: Answer[] = [];

  will(...answers: readonly Answer[]): void {
    this.answers.push(...answers);
  }

  /** The messages of one kind, in order. */
  messages(kind: Question['kind']): readonly string[] {
    return this.asked.filter(question => question.kind === kind).map(({ message }) => message);
  }

  last(kind: Question['kind']): Question {
    const question = this.asked.findLast(asked => asked.kind === kind);
    assert.ok(question, `nothing of kind ${kind} was asked`);
    return question;
  }

  /** Fails where the user had something to say that nobody asked for. */
  done(): void {
    assert.deepEqual(this.answers, [], 'answers nobody asked for');
  }

  text(question: TextQuestion): Promise<TextAnswer> {
    const answer = this.next({ kind: 'text', message: question.prompt, text: question });
    if ('box' in answer) return Promise.resolve({ kind: answer.box });
    assert.ok('text' in answer, `a text was asked for: ${question.prompt}`);
    assert.equal(question.validate(answer.text), undefined, `“${answer.text}” is refused`);
    return Promise.resolve({ kind: 'text', text: answer.text });
  }

  async pick<T>(title: string, placeholder: string, choices: readonly Choice<T>[]): Promise<T | undefined> {
    const labels = choices.map(({ label }) => label);
    const descriptions = choices.map(({ description }) => description);
    const answer = this.next({ kind: 'pick', message: title, detail: placeholder, labels, descriptions });
    assert.ok('pick' in answer, `a pick was asked for: ${title}`);
    const { pick, meanwhile } = answer;
    await meanwhile?.();
    if (pick === undefined) return undefined;
    const chosen = choices.find(({ label }) => label.includes(pick));
    assert.ok(chosen, `no choice “${pick}” in ${labels.join(', ')}`);
    return chosen.value;
  }

  pickMany<T>(
    title: string,
    placeholder: string,
    choices: readonly Choice<T>[],
  ): Promise<readonly T[] | undefined> {
    const labels = choices.map(({ label }) => label);
    const offered = choices.filter(({ picked }) => picked);
    const ticked = offered.map(({ label }) => label);
    const answer = this.next({ kind: 'pickMany', message: title, detail: placeholder, labels, ticked });
    assert.ok('pickMany' in answer, `several picks were asked for: ${title}`);
    const { pickMany } = answer;
    if (pickMany === undefined) return Promise.resolve(undefined);
    if (pickMany === 'asOffered') return Promise.resolve(offered.map(({ value }) => value));
    for (const text of pickMany) {
      assert.ok(
        labels.some(label => label.includes(text)),
        `no choice “${text}” in ${labels.join(', ')}`,
      );
    }
    const chosen = choices.filter(({ label }) => pickMany.some(text => label.includes(text)));
    return Promise.resolve(chosen.map(({ value }) => value));
  }

  async page({ title, placeholder, sections }: Page): Promise<boolean> {
    for (;;) {
      const rows = sections().flatMap(section => section.rows);
      const row = await this.pick(
        title,
        placeholder,
        rows.map(row => ({ ...row, value: row })),
      );
      if (!row) return false;
      if (await row.choose()) return true;
    }
  }

  confirm({ question, detail, keep, action }: Confirmation): Promise<boolean> {
    const answer = this.next({ kind: 'confirm', message: question, detail, labels: [keep, action] });
    assert.ok('confirm' in answer, `a confirmation was asked for: ${question}`);
    return Promise.resolve(answer.confirm);
  }

  async decide(question: string, detail: string, ...actions: readonly string[]): Promise<string | undefined> {
    const answer = this.next({ kind: 'decide', message: question, detail, labels: actions });
    assert.ok('decide' in answer, `a decision was asked for: ${question}`);
    const { decide, meanwhile } = answer;
    await meanwhile?.();
    assert.ok(
      decide === undefined || actions.includes(decide),
      `no button “${decide ?? ''}” on: ${question}`,
    );
    return decide;
  }

  notify(message: string, ...actions: readonly string[]): Promise<string | undefined> {
    return this.press({ kind: 'notify', message, labels: actions });
  }

  warn(message: string, ...actions: readonly string[]): Promise<string | undefined> {
    return this.press({ kind: 'warn', message, labels: actions });
  }

  /** A notification nobody presses a button of goes away by itself. */
  private press(question: Question): Promise<string | undefined> {
    this.asked.push(question);
    const [answer] = this.answers;
    if (!answer || !('press' in answer)) return Promise.resolve(undefined);
    this.answers.shift();
    assert.ok(question.labels?.includes(answer.press), `no button “${answer.press}” on: ${question.message}`);
    return Promise.resolve(answer.press);
  }

  private next(question: Question): Answer {
    this.asked.push(question);
    const answer = this.answers.shift();
    assert.ok(answer, `nobody answers: ${question.message}`);
    return answer;
  }
}
