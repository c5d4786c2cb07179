// A real server over the HTTP transport with SSE: the gateway finds out how to speak to it, and again after a restart of it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { bin, connect, freePort, HERE, startGateway, text, until } from '../lib.mjs';

let port;
let server;
let gateway;
let session;
const startServer = () => {
  server = spawn('node', ['--require', path.join(HERE, 'servers', 'loopback.cjs'), bin('mcp-server-everything'), 'sse'],
    { env: { ...process.env, PORT: String(port) }, stdio: 'ignore' });
};
const stopServer = async () => {
  server.kill('SIGKILL');
  await once(server, 'exit');
};
before(async () => {
  port = await freePort();
  startServer();
  const url = `http://127.0.0.1:${port}/sse`;
  gateway = await startGateway({ backends: { found: { url }, named: { url, transport: 'sse' } } });
  await gateway.ready();
  session = await connect(gateway.url);
});
after(async () => {
  await session?.client.close();
  await gateway?.stop();
  if (server) await stopServer();
});

const call = (name, args = {}, options = {}) => session.client.callTool({ name: 'call_tool', arguments: { name, arguments: args } }, undefined, options);

test('the transport is found out and shown', async () => {
  const { backends } = await gateway.status();
  assert.deepEqual(backends.map(({ name, transport }) => [name, transport]), [['found', 'sse'], ['named', 'sse']]);
  assert.ok(backends.every(({ tools }) => tools > 10));
});

test('calls and their progress pass, many at once', async () => {
  const steps = [];
  const slow = call('found_trigger-long-running-operation', { duration: 1, steps: 2 }, { onprogress: ({ progress }) => steps.push(progress) });
  const echoes = await Promise.all(Array.from({ length: 20 }, (_, n) => call('named_echo', { message: `number ${n}` })));
  echoes.forEach((echo, n) => assert.match(text(echo), new RegExp(`number ${n}$`)));
  assert.match(text(await slow), /completed/);
  assert.deepEqual(steps, [1, 2]);
});

test('a restarted server comes back by itself', async () => {
  await stopServer();
  await until('the loss is noticed', async () => (await gateway.status()).backends.every(({ state }) => state === 'down'));
  startServer();
  await gateway.ready();
  assert.match(text(await call('found_echo', { message: 'again' })), /again/);
});
