// Starts the built gateway and clients for it; everything listens on 127.0.0.1 and is ended by its process id.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export const HERE = path.dirname(fileURLToPath(import.meta.url));
const JAR = path.join(HERE, '..', 'server', 'target', 'dowser.jar');
const JAVA = process.env.DOWSER_JAVA_HOME ? path.join(process.env.DOWSER_JAVA_HOME, 'bin', 'java') : 'java';
export const JAVA_COMMAND = [JAVA, '--enable-native-access=ALL-UNNAMED', '--add-modules', 'jdk.incubator.vector',
  '-XX:+UseSerialGC', '-Xmx512m', '-jar', JAR];

export const bin = (name) => path.join(HERE, 'node_modules', '.bin', name);
export const probe = path.join(HERE, 'servers', 'probe.mjs');

export function temporaryFolder(label) {
  return fs.mkdtempSync(path.join(os.tmpdir(), `dowser-e2e-${label}-`));
}

export async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Waits until the check gives something true; says what was waited for when it does not. */
export async function until(what, check, seconds = 60) {
  const end = Date.now() + seconds * 1000;
  let last;
  while (Date.now() < end) {
    try {
      const value = await check();
      if (value) return value;
      last = value;
    } catch (fault) {
      last = fault;
    }
    await pause(50);
  }
  throw new Error(`waited ${seconds} s for: ${what}; last: ${last?.message ?? JSON.stringify(last)}`);
}

/** A gateway process in front of backends {name: {command, args, env} | {url}}; other keys of the configuration in `more`. */
export async function startGateway({ backends, more = {}, port, dataDir, args = [] }) {
  const folder = dataDir ?? temporaryFolder('data');
  const chosen = port ?? (await freePort());
  const config = path.join(folder, 'e2e-config.json');
  const list = Object.entries(backends).map(([name, backend]) => ({ name, ...backend }));
  fs.writeFileSync(config, JSON.stringify({ name: 'e2e', backends: list, ...more }, null, 1));
  const child = spawn(JAVA_COMMAND[0], [...JAVA_COMMAND.slice(1), 'serve', '--config', config, '--port', String(chosen), '--data-dir', path.join(folder, 'state'), ...args],
    { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (data) => { output += data; });
  child.stderr.on('data', (data) => { output += data; });
  const base = `http://127.0.0.1:${chosen}`;
  const gateway = {
    child, base, url: `${base}/mcp`, port: chosen, dataDir: folder, config,
    output: () => output,
    status: async () => (await fetch(`${base}/status`)).json(),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
    },
    /** All backends are connected and all their tools can be found by words. */
    ready: () => until(`all backends ready\n${output}`, async () => {
      const { backends: found, index } = await gateway.status();
      return found.every(({ state }) => state === 'ready') && index.stale === 0
        && index.tools === found.reduce((sum, { tools }) => sum + tools, 0);
    }, 120),
  };
  await until('health', async () => {
    if (child.exitCode !== null) throw new Error(`gateway ended with ${child.exitCode}: ${output}`);
    return (await fetch(`${base}/health`)).ok;
  });
  return gateway;
}

export async function connect(url, options = {}) {
  const client = new Client({ name: 'e2e', version: '1' }, { capabilities: {}, ...options });
  const transport = new StreamableHTTPClientTransport(new URL(url));
  await client.connect(transport);
  return { client, transport };
}

export const text = (result) => result.content.map((block) => block.text ?? `[${block.type}]`).join('\n');

/** Process ids of all descendants. */
export function descendants(pid) {
  const parents = new Map();
  for (const entry of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = fs.readFileSync(`/proc/${entry}/stat`, 'utf8');
      parents.set(+entry, +stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    } catch { /* ended meanwhile */ }
  }
  const found = [];
  const queue = [pid];
  while (queue.length) {
    const parent = queue.pop();
    for (const [child, its] of parents) if (its === parent) { found.push(child); queue.push(child); }
  }
  return found;
}

export const isAlive = (pid) => {
  try { process.kill(pid, 0); } catch { return false; }
  try { return !/^State:\s+Z/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8')); } catch { return false; }
};
