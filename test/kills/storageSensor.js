// Runs in the page before VS Code does, which keeps SecretStorage there: one sealed text in localStorage that holds
// every entry. Tells of each write which entry it stores or deletes, never a value, and afterwards the sealed text. It
// waits for the verdict with the page at a standstill: nobody gets an answer from SecretStorage meanwhile. Tells of the
// extension's global state, which VS Code writes a while after it changes, once it is written: that is no step.
globalThis.reportStorage = url => {
  const { subtle } = globalThis.crypto;
  if (subtle === undefined) return;
  const storageKey = 'secrets.provider';
  const globalState = { database: 'vscode-web-state-db-global', key: 'sinch-access-keys.sinch-access-keys' };
  const sealed = [];
  let entries = {};

  const reach = (step, side, stored) => {
    const request = new XMLHttpRequest();
    request.open('POST', url, false);
    request.send(JSON.stringify({ step, side, stored }));
    return request.responseText;
  };
  const read = bytes => JSON.parse(new TextDecoder().decode(bytes));
  // An extension's entry is named by the extension and a key, of which what follows the prefix differs from run to run.
  const kindOf = name => (name.startsWith('{') ? JSON.parse(name).key : name).split(':', 1)[0];
  const stepFrom = next => {
    const stored = Object.keys(next).filter(name => next[name] !== entries[name]);
    const deleted = Object.keys(entries).filter(name => !(name in next));
    entries = next;
    return [
      ...stored.map(name => `storing the secret entry ${kindOf(name)}`),
      ...deleted.map(name => `deleting the secret entry ${kindOf(name)}`),
    ].join(' and ');
  };

  const decrypt = subtle.decrypt.bind(subtle);
  subtle.decrypt = async (...args) => {
    const plain = await decrypt(...args);
    entries = read(plain);
    return plain;
  };

  const encrypt = subtle.encrypt.bind(subtle);
  subtle.encrypt = (algorithm, key, plain) => {
    const step = stepFrom(read(plain));
    if (step !== '' && reach(step, 'before') === 'stop') return new Promise(() => undefined);
    sealed.push(step);
    return encrypt(algorithm, key, plain);
  };

  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (key, value) {
    setItem.call(this, key, value);
    // A write that changes no entry is no step, but is sealed anew.
    if (key === storageKey) reach(sealed.shift() ?? '', 'after', { secrets: value });
  };

  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (value, key) {
    const request = put.call(this, value, key);
    if (this.transaction.db.name === globalState.database && key === globalState.key)
      this.transaction.addEventListener('complete', () => reach('', 'after', { globalState: value }));
    return request;
  };
};
