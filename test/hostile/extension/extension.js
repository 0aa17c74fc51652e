const { createServer } = require('node:http');
const { writeFileSync } = require('node:fs');
const vscode = require('vscode');

// Takes the body of an async function of `vscode` with each request, and answers with what it returns, as JSON.
exports.activate = ({ subscriptions }) => {
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', async () => {
      const answer = await run(Buffer.concat(chunks).toString()).then(
        value => ({ value }),
        error => ({ error: String(error) }),
      );
      response.end(JSON.stringify(answer));
    });
  });
  server.listen(0, '127.0.0.1', () => {
    writeFileSync(process.env.HOSTILE_EXTENSION_PORT, String(server.address().port));
  });
  subscriptions.push({ dispose: () => server.close() });
};

async function run(body) {
  return new Function('vscode', `return (async () => {${body}})()`)(vscode);
}
