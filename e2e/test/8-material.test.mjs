// Prompts, resources and templates of a real server, over stdio and HTTP, for the official client.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ResourceListChangedNotificationSchema, ResourceUpdatedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { bin, connect, freePort, HERE, startGateway, temporaryFolder, text, until } from '../lib.mjs';

const DOCUMENT = 'demo://resource/static/document/features.md';
const DYNAMIC = 'demo://resource/dynamic/text/7';
let port;
let server;
let gateway;
let session;
const startServer = () => {
  server = spawn('node', ['--require', path.join(HERE, 'servers', 'loopback.cjs'), bin('mcp-server-everything'), 'streamableHttp'],
    { env: { ...process.env, PORT: String(port) }, stdio: 'ignore' });
};
const stopServer = async () => {
  server.kill('SIGKILL');
  await once(server, 'exit');
};
const listening = async (client) => {
  const updates = [];
  client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => { updates.push(params.uri); });
  return updates;
};
before(async () => {
  port = await freePort();
  startServer();
  gateway = await startGateway({
    backends: {
      remote: { url: `http://127.0.0.1:${port}/mcp` },
      local: { command: bin('mcp-server-everything'), args: ['stdio'] },
      docs: { command: bin('mcp-server-filesystem'), args: [temporaryFolder('docs')] },
    },
  });
  await gateway.ready();
  session = await connect(gateway.url);
});
after(async () => {
  await session?.client.close();
  await gateway?.stop();
  if (server) await stopServer();
});

const call = (name, args = {}) => session.client.callTool({ name: 'call_tool', arguments: { name, arguments: args } });

test('what backends declare is declared', () => {
  const { prompts, resources, completions } = session.client.getServerCapabilities();
  assert.deepEqual({ prompts, resources, completions },
    { prompts: { listChanged: true }, resources: { subscribe: true, listChanged: true }, completions: {} });
});

test('prompts of both servers are listed with their prefix and got', async () => {
  const { prompts } = await session.client.listPrompts();
  assert.ok(prompts.some(({ name, title }) => name === 'local_args-prompt' && title === 'Arguments Prompt'));
  assert.ok(prompts.some(({ name }) => name === 'remote_args-prompt'));
  const prompt = await session.client.getPrompt({ name: 'local_args-prompt', arguments: { city: 'Graz' } });
  assert.equal(prompt.messages[0].content.text, "What's weather in Graz?");
  await assert.rejects(session.client.getPrompt({ name: 'local_arg-prompt' }), /-32602.*nearest: local_args-prompt/);
});

test('a resource is listed once, under its own URI, and read', async () => {
  const { resources } = await session.client.listResources();
  assert.equal(resources.filter(({ uri }) => uri === DOCUMENT).length, 1);
  const { contents } = await session.client.readResource({ uri: DOCUMENT });
  assert.equal(contents[0].mimeType, 'text/markdown');
  assert.ok(contents[0].text.length > 500);
  const { backends } = await gateway.status();
  const local = backends.find(({ name }) => name === 'local');
  assert.ok(local.leftOut.some(({ name, reason }) => name === DOCUMENT && reason === 'resource: remote, configured before local, has the same'));
  assert.ok(local.prompts >= 4 && local.resources >= 7 && local.resourceTemplates >= 2);
  assert.equal(backends.find(({ name }) => name === 'docs').resources, 0);
});

test('a URI that a template makes is read, also as a link in a result', async () => {
  const { resourceTemplates } = await session.client.listResourceTemplates();
  assert.ok(resourceTemplates.some(({ uriTemplate }) => uriTemplate === 'demo://resource/dynamic/text/{resourceId}'));
  assert.match((await session.client.readResource({ uri: DYNAMIC })).contents[0].text, /^Resource 7: /);
  const links = (await call('local_get-resource-links', { count: 2 })).content.filter(({ type }) => type === 'resource_link');
  const { contents } = await session.client.readResource({ uri: links[1].uri });
  assert.match(contents[0].text, /^Resource 2: /);
});

test('a URI of nobody is not found', async () => {
  await assert.rejects(session.client.readResource({ uri: 'demo://nobody/has/this' }),
    (error) => error.code === -32002 && error.data.uri === 'demo://nobody/has/this');
});

test('arguments of prompts and templates are completed, with what was chosen before', async () => {
  const ref = { type: 'ref/prompt', name: 'local_completable-prompt' };
  const first = await session.client.complete({ ref, argument: { name: 'department', value: 'E' } });
  assert.deepEqual(first.completion.values, ['Engineering']);
  const second = await session.client.complete({ ref, argument: { name: 'name', value: '' }, context: { arguments: { department: 'Sales' } } });
  assert.deepEqual(second.completion.values, ['David', 'Eve', 'Frank']);
  const template = { type: 'ref/resource', uri: 'demo://resource/dynamic/text/{resourceId}' };
  assert.deepEqual((await session.client.complete({ ref: template, argument: { name: 'resourceId', value: '3' } })).completion.values, ['3']);
});

test('a resource that a tool makes is announced, listed and read', async () => {
  let announced = 0;
  session.client.setNotificationHandler(ResourceListChangedNotificationSchema, () => { announced += 1; });
  await call('local_gzip-file-as-resource', { name: 'hello.gz', data: 'data:text/plain;base64,aGVsbG8=', outputType: 'resourceLink' });
  await until('the announcement', () => announced > 0);
  const made = (await session.client.listResources()).resources.find(({ uri }) => uri.endsWith('hello.gz'));
  const { contents } = await session.client.readResource({ uri: made.uri });
  assert.ok(contents[0].blob.length > 10);
});

test('updates reach the session that subscribed, and go on after the server was restarted', async () => {
  const other = await connect(gateway.url);
  try {
    const mine = await listening(session.client);
    const others = await listening(other.client);
    await session.client.subscribeResource({ uri: DYNAMIC });
    await call('remote_toggle-subscriber-updates');
    await until('an update', () => mine.includes(DYNAMIC));

    await stopServer();
    await until('the loss is noticed', async () => (await gateway.status()).backends[0].state === 'down');
    startServer();
    await until('it is back', async () => (await gateway.status()).backends[0].state === 'ready');
    mine.length = 0;
    await call('remote_toggle-subscriber-updates');
    await until('an update after the restart', () => mine.includes(DYNAMIC));

    await session.client.unsubscribeResource({ uri: DYNAMIC });
    assert.deepEqual(others, []);
  } finally {
    await other.client.close();
  }
});
