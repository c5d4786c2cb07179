// Desktop windows: each starts `dowser stdio`; all share one gateway, and it outlives whichever window owns it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { after, test } from 'node:test';
import { HERE, JAVA_COMMAND, isAlive, temporaryFolder, until } from '../lib.mjs';

const folder = temporaryFolder('windows');
const state = path.join(folder, 'state');
const starts = path.join(folder, 'starts');
const config = path.join(folder, 'windows.json');
fs.writeFileSync(config, JSON.stringify({
  server: { port: 0 },
  backends: [{ name: 'window', command: 'node', args: [path.join(HERE, 'servers', 'window.mjs')], env: { STARTS: starts } }],
}));
const COMMAND = [...JAVA_COMMAND, 'stdio', '--config', config, '--data-dir', state];
const lines = (file) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().split('\n') : []);
const owner = () => JSON.parse(fs.readFileSync(path.join(state, 'owner.json'), 'utf8')).pid;

/** One window: a child process that speaks JSON-RPC in lines. */
class Window {
  waiting = new Map();
  foreign = [];
  lastId = 0;

  constructor() {
    this.child = spawn(COMMAND[0], COMMAND.slice(1), { stdio: ['pipe', 'pipe', 'pipe'] });
    this.log = '';
    this.child.setMaxListeners(100);
    this.child.stderr.on('data', (data) => { this.log += data; });
    readline.createInterface({ input: this.child.stdout }).on('line', (line) => this.take(line));
  }

  take(line) {
    let message;
    try { message = JSON.parse(line); } catch { this.foreign.push(line); return; }
    if (message.jsonrpc !== '2.0') this.foreign.push(line);
    this.waiting.get(message.id)?.(message);
    this.waiting.delete(message.id);
  }

  say(message) { this.child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`); }

  ask(method, params) {
    const id = ++this.lastId;
    const answer = new Promise((resolve, reject) => {
      this.waiting.set(id, resolve);
      this.child.once('exit', (code, signal) => reject(new Error(`the window ended with ${code ?? signal}: ${this.log}`)));
    });
    this.say({ id, method, params });
    return answer;
  }

  async greet() {
    const { result } = await this.ask('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'window', version: '1' } });
    this.say({ method: 'notifications/initialized' });
    return result;
  }

  call(name, args = {}) { return this.ask('tools/call', { name: 'call_tool', arguments: { name: `window_${name}`, arguments: args } }); }

  find(query) { return this.ask('tools/call', { name: 'find_tool', arguments: { query } }); }

  async gone() { if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit'); }
}

const windows = [];
after(async () => {
  for (const window of windows) {
    window.child.stdin.end();
    await window.gone();
  }
});
const text = (answer) => answer.result?.content?.[0]?.text ?? JSON.stringify(answer);
const others = () => windows.filter(({ child }) => child.pid !== owner() && child.exitCode === null && child.signalCode === null);
const callsOf = (name) => lines(`${starts}.calls`).filter((called) => called === name).length;

test('five windows that open at once share one gateway and one start of each backend', async () => {
  for (let i = 0; i < 5; i++) windows.push(new Window());
  const results = await Promise.all(windows.map((window) => window.greet()));
  assert.deepEqual([...new Set(results.map(({ protocolVersion }) => protocolVersion))], ['2025-11-25']);
  await until('the backend is there', async () => /^slow_read by/.test(text(await windows[0].call('slow_read'))), 180);
  const answers = await Promise.all(windows.map((window) => window.call('slow_read')));
  assert.equal(new Set(answers.map(text)).size, 1, JSON.stringify(answers));
  assert.equal(lines(starts).length, 1);
  assert.ok(windows.some(({ child }) => child.pid === owner()));
});

/** Ends the owner while the others have calls under way; answers how long it took until one was answered anew. */
async function takeover(end) {
  const dying = windows.find(({ child }) => child.pid === owner());
  const [a, b, c, d] = others();
  const startsBefore = lines(starts).length;
  const asked = { read: callsOf('slow_read'), set: callsOf('slow_set'), write: callsOf('slow_write') };
  const reading = a.call('slow_read', { ms: 700 });
  const setting = b.call('slow_set', { ms: 700 });
  const writing = c.call('slow_write', { ms: 700 });
  await until('the calls run', () => callsOf('slow_read') > asked.read && callsOf('slow_set') > asked.set && callsOf('slow_write') > asked.write, 120);
  const began = Date.now();
  end(dying);
  const finding = d?.find('read a page');
  assert.match(text(await reading), /^slow_read by \d+$/);
  const took = Date.now() - began - 700;
  assert.match(text(await setting), /^slow_set by \d+$/);
  const lost = await writing;
  assert.equal(lost.result.isError, true);
  assert.match(text(lost), /outcome of the call is unknown/);
  if (finding) assert.match(text(await finding), /window_slow_read/);
  await dying.gone();
  assert.equal(callsOf('slow_write'), asked.write + 1, 'the call that may not be repeated was not');
  assert.equal(lines(starts).length, startsBefore + 1);
  // No initialize: the sessions go on.
  const after = await Promise.all(others().map((window) => window.call('slow_read')));
  assert.equal(new Set(after.map(text)).size, 1);
  return took;
}

test('the owner is killed under calls: another takes over within seconds, what may be repeated is', async (t) => {
  const took = await takeover(({ child }) => child.kill('SIGKILL'));
  t.diagnostic(`takeover after SIGKILL: ${took} ms`);
});

test('the owner is closed under calls: the same', async (t) => {
  const took = await takeover(({ child }) => child.stdin.end());
  t.diagnostic(`takeover after an orderly end: ${took} ms`);
});

test('the owner is terminated while all are idle: another one takes over by itself', async () => {
  const dying = windows.find(({ child }) => child.pid === owner());
  dying.child.kill('SIGTERM');
  await dying.gone();
  await until('another owner', () => windows.some(({ child }) => child.pid === owner() && child !== dying.child));
});

test('a window whose client died ends, though its input stays open', async () => {
  const shell = spawn('sh', ['-c', '"$@" <&3 >&4 2>/dev/null & echo $!; wait', 'sh', ...COMMAND], { stdio: ['ignore', 'pipe', 'ignore', 'pipe', 'pipe'] });
  const [first] = await once(shell.stdout, 'data');
  const pid = Number(String(first));
  shell.stdio[3].write('{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}\n');
  await once(shell.stdio[4], 'data');
  shell.kill('SIGKILL');
  await until('it has ended', () => !isAlive(pid), 30);
  shell.stdio[3].destroy();
});

test('nothing but protocol was on standard output, and no backend outlives the windows', async () => {
  for (const window of windows) window.child.stdin.end();
  await Promise.all(windows.map((window) => window.gone()));
  assert.deepEqual(windows.flatMap(({ foreign }) => foreign), []);
  await until('backends ended', () => !lines(starts).some((pid) => isAlive(Number(pid))), 10);
});
