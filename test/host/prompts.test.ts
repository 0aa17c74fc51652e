import assert from 'node:assert/strict';
import { EventEmitter } from 'vscode';
import { withProgress } from '../../src/ui/progress';
import { prompts } from '../../src/ui/prompts';
import { withStub } from './withStub';

const link = '[details](command:demo.run)';
const noLink = '[details]\u2060(command:demo.run)';

describe('what VS Code shows', () => {
  for (const [name, show] of [
    ['showInformationMessage', 'notify'],
    ['showErrorMessage', 'warn'],
  ] as const) {
    it(`holds no link of somebody else’s: ${name}`, async () => {
      const shown: unknown[] = [];
      const stub = (...args: unknown[]) => {
        shown.push(args);
        return Promise.resolve(undefined);
      };
      await withStub(name, stub, () => prompts[show](`Renamed ${link}.`, 'Show'));
      assert.deepEqual(shown, [[`Renamed ${noLink}.`, 'Show']]);
    });
  }

  it('asks before what can’t be undone with the harmless button first, which Enter presses', async () => {
    const shown: unknown[] = [];
    const asked = { question: 'Delete “a”?', detail: 'b\n\nc', keep: 'Keep Key', action: 'Delete Key' };
    const pressing = (button: number | undefined) =>
      withStub(
        'showWarningMessage',
        (...args: readonly unknown[]) => {
          shown.push(args);
          return Promise.resolve(button === undefined ? undefined : args[button]);
        },
        async () => {
          assert.equal(await prompts.confirm(asked), button === 3);
        },
      );
    await pressing(2);
    await pressing(3);
    await pressing(undefined);
    const options = { modal: true, detail: 'b\n\nc' };
    const dialog = ['Delete “a”?', options, 'Keep Key', 'Delete Key'];
    assert.deepEqual(shown, [dialog, dialog, dialog]);
  });

  it('holds none in progress', async () => {
    const shown: unknown[] = [];
    const stub = (
      { title }: { readonly title: string },
      task: (progress: unknown, token: unknown) => Promise<unknown>,
    ) => {
      shown.push(title);
      const token = { isCancellationRequested: false, onCancellationRequested: () => undefined };
      return task({ report: (step: unknown) => shown.push(step) }, token);
    };
    await withStub('withProgress', stub, () =>
      withProgress(`Creating ${link}`, (_, report) => {
        report(`asking for ${link}`);
        report(link, 50);
        return Promise.resolve();
      }),
    );
    assert.deepEqual(shown, [
      `Creating ${noLink}`,
      { message: `asking for ${noLink}` },
      { message: noLink, increment: 50 },
    ]);
  });

  it('holds none in an input box', async () => {
    const hidden = new EventEmitter<void>();
    const typed = new EventEmitter<string>();
    const box = {
      value: '',
      prompt: '',
      validationMessage: undefined as unknown,
      buttons: [],
      onDidChangeValue: typed.event,
      onDidAccept: () => undefined,
      onDidTriggerButton: () => undefined,
      onDidHide: hidden.event,
      show: () => undefined,
      dispose: () => undefined,
    };
    await withStub(
      'createInputBox',
      () => box,
      () => {
        const asked = prompts.text({
          title: '',
          prompt: `Name of ${link}`,
          validate: () => `Taken: ${link}`,
        });
        typed.fire('x');
        assert.equal(box.prompt, `Name of ${noLink}`);
        assert.equal((box.validationMessage as { readonly message: string }).message, `Taken: ${noLink}`);
        hidden.fire();
        return asked;
      },
    );
  });
});
