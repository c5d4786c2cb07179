// Embeddings of a server: finding by meaning with it, by words without it, and nothing is lost in between.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { bin, connect, freePort, HERE, startGateway, until } from '../lib.mjs';

let port;
let server;
let gateway;
let session;
const control = async (what, method = 'POST') => (await fetch(`http://127.0.0.1:${port}/${what}`, { method })).json();
const startServer = () => {
  server = spawn('node', [path.join(HERE, 'servers', 'tei.mjs')], { env: { ...process.env, PORT: String(port) }, stdio: 'ignore' });
};
const stopServer = async () => {
  server.kill('SIGKILL');
  await once(server, 'exit');
};
const index = async () => (await gateway.status()).index;
const find = async () => {
  const { structuredContent } = await session.client.callTool({ name: 'find_tool', arguments: { query: 'add two numbers', structured: true } });
  return structuredContent;
};
before(async () => {
  port = await freePort();
  process.env.E2E_TEI_TOKEN = 'open-sesame';
  gateway = await startGateway({
    backends: { every: { command: bin('mcp-server-everything'), args: ['stdio'] } },
    more: { embedding: { url: `http://127.0.0.1:${port}`, tokenEnv: 'E2E_TEI_TOKEN' } },
  });
  await gateway.ready();
  session = await connect(gateway.url);
});
after(async () => {
  await session?.client.close();
  await gateway?.stop();
  if (server) await stopServer();
});

test('without its server finding goes by words and says so', async () => {
  const found = await find();
  assert.equal(found.lexicalOnly, true);
  assert.ok(found.tools.some(({ name }) => name === 'every_get-sum'), JSON.stringify(found.tools));
  const { model, pendingVectors, tools } = await index();
  assert.deepEqual(model, { state: 'unavailable', reason: 'the embedding server cannot be reached' });
  assert.equal(pendingVectors, tools);
});

test('when the server is there all tools are embedded and finding goes by meaning too', async () => {
  startServer();
  await until('all vectors', async () => (await index()).pendingVectors === 0, 150);
  assert.deepEqual((await index()).model, { state: 'ready', name: 'stand-in/words (server)' });
  assert.equal((await find()).lexicalOnly, false);
});

test('a server that holds a query back costs its share of the answer, not the answer', async () => {
  await control('hold');
  assert.equal((await find()).lexicalOnly, true);
  await control('release');
  await until('by meaning again', async () => (await find()).lexicalOnly === false);
});

test('a server that restarts is used again, and nothing is embedded twice', async () => {
  await stopServer();
  assert.equal((await find()).lexicalOnly, true);
  await until('the loss is noticed', async () => (await index()).model.state === 'unavailable');
  startServer();
  await until('it is back', async () => (await index()).model.state === 'ready');
  assert.equal((await index()).pendingVectors, 0);
  assert.equal((await control('count', 'GET')).embedded, 0);
});
