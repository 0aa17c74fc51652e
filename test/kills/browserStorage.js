// Runs in a page of VS Code's origin that is not VS Code: reads and puts back what VS Code keeps in the browser.
globalThis.browserStorage = (() => {
  const secrets = 'secrets.provider';
  const global = 'vscode-web-state-db-global';
  const table = 'ItemTable';
  const extension = 'sinch-access-keys.sinch-access-keys';

  const answer = request =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const inTable = async work => {
    const database = await answer(indexedDB.open(global));
    try {
      return await answer(work(database.transaction(table, 'readwrite').objectStore(table)));
    } finally {
      database.close();
    }
  };

  return {
    read: async () => ({
      secrets: localStorage.getItem(secrets),
      globalState: await inTable(items => items.get(extension)),
    }),
    restore: async stored => {
      // Not by setItem, which reports what VS Code stores.
      localStorage[secrets] = stored.secrets;
      await inTable(items => items.put(stored.globalState, extension));
      const databases = await indexedDB.databases();
      const ofWorkspaces = databases.filter(
        ({ name }) => name.startsWith('vscode-web-state-db-') && !name.startsWith(global),
      );
      await Promise.all(ofWorkspaces.map(({ name }) => answer(indexedDB.deleteDatabase(name))));
    },
  };
})();
