// What happens when things end: gateway, backend, client.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { bin, connect, descendants, isAlive, probe, startGateway, temporaryFolder, text, until } from '../lib.mjs';

const dataDir = temporaryFolder('life');
const held = path.join(temporaryFolder('held'), 'probe');
const backends = {
  everything: { command: bin('mcp-server-everything'), args: ['stdio'] },
  probe: { command: 'node', args: [probe, held] },
};
let gateway;
let session;
before(async () => {
  gateway = await startGateway({ backends, dataDir });
  await gateway.ready();
  session = await connect(gateway.url);
});
after(async () => {
  await session?.client.close();
  await gateway?.stop();
});

const call = (name, args = {}) => session.client.callTool({ name: 'call_tool', arguments: { name, arguments: args } });
const find = async (query) => text(await session.client.callTool({ name: 'find_tool', arguments: { query } }));

test('a killed backend fails its calls fast, its tools leave, and both come back by themselves', async () => {
  const pid = JSON.parse(text(await call('probe_process_id')));
  const waiting = call('probe_wait_for_cancel');
  await until('the wait began', async () => JSON.parse(text(await call('probe_counters'))).started === 1);

  writeFileSync(held, '');
  const killedAt = Date.now();
  process.kill(pid, 'SIGKILL');
  const failed = await waiting;
  assert.equal(failed.isError, true);
  assert.ok(Date.now() - killedAt < 5_000, 'the pending call ended long before its deadline');
  await until('its tools left', async () => !(await find('probe_counters')).includes('probe_counters('), 30);

  rmSync(held);
  await until('the backend is back', async () => (await find('probe_counters')).includes('probe_counters('), 30);
  const next = JSON.parse(text(await call('probe_process_id')));
  assert.notEqual(next, pid);
});

test('a client goes on when the gateway was restarted under it', async () => {
  const { port } = gateway;
  await gateway.stop();
  gateway = await startGateway({ backends, dataDir, port });

  assert.match(text(await call('everything_echo', { message: 'still here' })), /still here/);
  const { tools } = await session.client.listTools();
  assert.equal(tools.length, 2);
});

test('after a restart nothing is embedded again', async () => {
  await gateway.ready();
  const status = await gateway.status();
  assert.ok(status.index.tools > 15);
  await until('all vectors', async () => (await gateway.status()).index.pendingVectors === 0);
  const response = await fetch(`${gateway.base}/admin/reindex`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  const report = await response.json();
  assert.deepEqual({ added: report.added, changed: report.changed, removed: report.removed, embedded: report.embedded }, { added: 0, changed: 0, removed: 0, embedded: 0 });
});

test('a second gateway on the same data folder says who owns it', async () => {
  await assert.rejects(startGateway({ backends, dataDir }), /another Dowser.*http:\/\/127\.0\.0\.1/s);
});

test('SIGTERM ends the gateway and all its children within five seconds', async () => {
  await gateway.ready();
  const children = descendants(gateway.child.pid);
  assert.ok(children.length >= 2);
  const begin = Date.now();
  await gateway.stop();
  assert.ok(Date.now() - begin < 5_000, `took ${Date.now() - begin} ms`);
  await until('children ended', () => !children.some(isAlive), 2);
});
