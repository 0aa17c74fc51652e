import {
  type InputBox,
  type InputBoxValidationMessage,
  InputBoxValidationSeverity,
  QuickInputButtons,
  type QuickPickItem,
  ThemeIcon,
  window,
} from 'vscode';
import { oneLine } from '../foreignText';
import { type Page, askPage } from './page';
import { shownRow } from './shownRow';

/** One text the user is asked for. */
export interface TextQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  /** Masks what is typed. */
  readonly password?: boolean;
  /** Position in a row of questions, from 1; `back` adds a button to the previous one. */
  readonly step?: { readonly number: number; readonly of: number; readonly back: boolean };
  /** Why the last answer was rejected; shown as an error until the text is edited. */
  readonly problem?: string;
  /** Another way to answer, as a button in the title of the box. */
  readonly alternative?: { readonly icon: string; readonly tooltip: string };
  /** What is wrong with a text, or undefined. Runs while typing. */
  readonly validate: (text: string) => string | undefined;
}

export type TextAnswer =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'back' | 'alternative' | 'cancelled' };

export interface Choice<T> extends QuickPickItem {
  readonly value: T;
}

/** A question before something that can't be undone, or shouldn't happen by accident. */
export interface Confirmation {
  readonly question: string;
  readonly detail: string;
  /** The label of the button that leaves everything as it is, such as `Keep Key`. */
  readonly keep: string;
  /** The label of the button that agrees. */
  readonly action: string;
}

/** The ways to ask the user; passed to commands, so that tests can answer instead. */
export interface Prompts {
  text(question: TextQuestion): Promise<TextAnswer>;
  /** One of `choices`, or undefined when dismissed. */
  pick<T>(title: string, placeholder: string, choices: readonly Choice<T>[]): Promise<T | undefined>;
  /** True once a row that ends the page was chosen, false when dismissed. @throws what choosing a row throws */
  page(page: Page): Promise<boolean>;
  /** The ticked ones of `choices`, in their order; `picked` ones are ticked at first. Undefined when dismissed. */
  pickMany<T>(
    title: string,
    placeholder: string,
    choices: readonly Choice<T>[],
  ): Promise<readonly T[] | undefined>;
  /** True when the user agrees in a modal dialog; its first button, which is the default, changes nothing. */
  confirm(confirmation: Confirmation): Promise<boolean>;
  /** The label of the action chosen in a modal dialog, or undefined when cancelled. */
  decide(question: string, detail: string, ...actions: readonly string[]): Promise<string | undefined>;
  /** A notification; the label of the action chosen, or undefined. */
  notify(message: string, ...actions: readonly string[]): Promise<string | undefined>;
  /** An error notification; the label of the action chosen, or undefined. */
  warn(message: string, ...actions: readonly string[]): Promise<string | undefined>;
}

export const prompts: Prompts = {
  text: askText,
  async pick(title, placeholder, choices) {
    const chosen = await window.showQuickPick(choices.map(shownRow), {
      title: oneLine(title),
      placeHolder: oneLine(placeholder),
      matchOnDescription: true,
      ignoreFocusOut: true,
    });
    return chosen?.value;
  },
  page: askPage,
  async pickMany(title, placeholder, choices) {
    const rows = choices.map(shownRow);
    const chosen = await window.showQuickPick(rows, {
      title: oneLine(title),
      placeHolder: oneLine(placeholder),
      canPickMany: true,
      matchOnDescription: true,
      ignoreFocusOut: true,
    });
    return chosen && rows.filter(row => chosen.includes(row)).map(({ value }) => value);
  },
  async confirm({ question, detail, keep, action }) {
    return (await prompts.decide(question, detail, keep, action)) === action;
  },
  async decide(question, detail, ...actions) {
    return window.showWarningMessage(oneLine(question), { modal: true, detail: lines(detail) }, ...actions);
  },
  async notify(message, ...actions) {
    return window.showInformationMessage(oneLine(message), ...actions);
  },
  async warn(message, ...actions) {
    return window.showErrorMessage(oneLine(message), ...actions);
  },
};

function askText(question: TextQuestion): Promise<TextAnswer> {
  const box = window.createInputBox();
  box.title = oneLine(question.title);
  box.prompt = oneLine(question.prompt);
  box.placeholder = oneLine(question.placeholder ?? '');
  box.value = question.value ?? '';
  box.password = question.password ?? false;
  box.ignoreFocusOut = true;
  showStep(box, question);
  const alternative = question.alternative && {
    iconPath: new ThemeIcon(question.alternative.icon),
    tooltip: question.alternative.tooltip,
  };
  if (alternative) box.buttons = [...box.buttons, alternative];
  if (question.problem !== undefined) box.validationMessage = asError(question.problem);

  return new Promise<TextAnswer>(resolve => {
    const check = (): boolean => {
      const problem = question.validate(box.value.trim());
      box.validationMessage = problem === undefined ? undefined : asError(problem);
      return problem === undefined;
    };
    box.onDidChangeValue(check);
    box.onDidAccept(() => {
      if (check()) resolve({ kind: 'text', text: box.value.trim() });
    });
    box.onDidTriggerButton(button => {
      resolve({ kind: button === alternative ? 'alternative' : 'back' });
    });
    box.onDidHide(() => {
      resolve({ kind: 'cancelled' });
    });
    box.show();
  }).finally(() => {
    box.dispose();
  });
}

function showStep(box: InputBox, { step }: TextQuestion): void {
  if (!step) return;
  box.step = step.number;
  box.totalSteps = step.of;
  if (step.back) box.buttons = [QuickInputButtons.Back];
}

function asError(message: string): InputBoxValidationMessage {
  return { message: oneLine(message), severity: InputBoxValidationSeverity.Error };
}

/** Makes each line of a text harmless; its line breaks are ours and stay. */
function lines(text: string): string {
  return text.split('\n').map(oneLine).join('\n');
}
