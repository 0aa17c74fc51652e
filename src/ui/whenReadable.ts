import { type Disposable, env, UIKind, window } from 'vscode';

const nothing: Pick<Disposable, 'dispose'> = { dispose: () => undefined };

/**
 * Calls `read` once the clipboard can be read, unless disposed before: on a desktop at once, in a browser when the
 * window has the focus.
 */
export function whenReadable(read: () => void): Pick<Disposable, 'dispose'> {
  if (env.uiKind === UIKind.Desktop || window.state.focused) {
    read();
    return nothing;
  }
  const listener = window.onDidChangeWindowState(({ focused }) => {
    if (!focused) return;
    listener.dispose();
    read();
  });
  return listener;
}
