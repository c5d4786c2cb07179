// Results that are too long for a model: their beginning, and reading on to the end, with the official client.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { bin, connect, startGateway, temporaryFolder, text } from '../lib.mjs';

const TOKENS = 8000;
const folder = temporaryFolder('long');
const file = path.join(folder, 'long.txt');
const content = Array.from({ length: 6000 }, (_, i) => `${i}: the quick brown fox 🦊 jumps, 敏捷的棕色狐狸`).join('\n');
let gateway;
let session;

before(async () => {
  fs.writeFileSync(file, content);
  gateway = await startGateway({
    backends: { docs: { command: bin('mcp-server-filesystem'), args: [folder] } },
    more: {
      optimizer: { maxResultTokens: TOKENS, pinnedTools: ['docs_read_text_file'] },
      virtualServers: { whole: {} },
    },
  });
  await gateway.ready();
  session = await connect(gateway.url);
});
after(async () => {
  await session?.client.close();
  await gateway?.stop();
});

const callTool = (name, args, by = session) => by.client.callTool({ name: 'call_tool', arguments: { name, arguments: args } });
const read = (by) => callTool('docs_read_text_file', { path: file }, by);
const shortened = (result) => result._meta?.['dev.dowser/shortened'];

test('a long result is read to its end by doing what its note says', async () => {
  assert.ok(Buffer.byteLength(content) > 300_000);
  let result = await read();
  assert.equal(shortened(result).size, content.length);
  assert.equal(result.structuredContent, undefined);
  let whole = '';
  let calls = 1;
  while (shortened(result)) {
    const note = result.content.at(-1).text;
    whole += text({ content: result.content.slice(0, -1) });
    assert.equal(shortened(result).shown + (shortened(result).offset ?? 0), whole.length);
    const [, next] = note.match(/To read on: call_tool (\{.*\})\.\]$/);
    result = await session.client.callTool({ name: 'call_tool', arguments: JSON.parse(next) });
    assert.ok(!result.isError, text(result));
    calls++;
  }
  whole += text(result);
  assert.equal(result.content.length, 1);
  assert.ok(whole === content, 'the parts together are the file');
  assert.ok(calls > 5 && calls < 40, `${calls} calls`);
});

test('the two tools are listed, and what is pinned; that one comes whole when it is called by its name', async () => {
  const { tools } = await session.client.listTools();
  assert.deepEqual(tools.map((tool) => tool.name), ['find_tool', 'call_tool', 'docs_read_text_file']);
  const result = await session.client.callTool({ name: 'docs_read_text_file', arguments: { path: file } });
  assert.ok(text(result) === content);
});

test('a handle is that of its session, and ends with it', async () => {
  const other = await connect(gateway.url);
  const { handle } = shortened(await read(other));
  const asked = (by) => callTool('read_result', { handle, offset: 10 }, by);
  assert.ok(!(await asked(other)).isError);
  const foreign = await asked(session);
  assert.ok(foreign.isError);
  assert.match(text(foreign), /Call the tool again/);
  await other.transport.terminateSession();
  await other.client.close();
  assert.deepEqual(await asked(session), foreign);
});

test('another virtual server has a limit of its own', async () => {
  const whole = await connect(`${gateway.base}/whole/mcp`);
  assert.ok(text(await read(whole)) === content);
  assert.match(text(await callTool('read_result', { handle: 'x' }, whole)), /Unknown tool "read_result"/);
  await whole.client.close();
});
