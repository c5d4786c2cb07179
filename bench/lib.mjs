// Starts and measures processes for the benchmarks; everything on 127.0.0.1, ended by its process id.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const HOME = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
export const temporary = (label) => fs.mkdtempSync(path.join(os.tmpdir(), `dowser-bench-${label}-`));

export function option(name, fallback) {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : process.argv[at + 1];
}

export async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

export function start(command, args, env = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  child.log = '';
  child.stdout.on('data', (data) => { child.log += data; });
  child.stderr.on('data', (data) => { child.log += data; });
  return child;
}

export async function stop(child) {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

export async function run(command, args, env = {}) {
  const child = start(command, args, env);
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${child.log}`);
  return child.log;
}

export async function until(what, check, seconds, every = 25) {
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    try { const value = await check(); if (value) return value; } catch { /* not yet */ }
    await pause(every);
  }
  throw new Error(`waited ${seconds} s for ${what}`);
}

/** Resident memory in MB, and its peak. */
export function memory(pid) {
  const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
  const mb = (key) => Math.round(+status.match(new RegExp(`${key}:\\s+(\\d+)`))[1] / 1024);
  return { now: mb('VmRSS'), peak: mb('VmHWM') };
}

export async function catalogServer(measure, catalog) {
  const port = await freePort();
  const child = start('node', [path.join(measure, 'catalog_server.mjs'), catalog, String(port)]);
  const base = `http://127.0.0.1:${port}`;
  const index = await until('the catalog server', async () => (await fetch(`${base}/index`)).json(), 20);
  return { child, base, index, counts: async () => (await fetch(`${base}/counts`)).json() };
}

/** Starts the gateway by the launcher; the clock runs from the start of the process. */
export async function gateway(config, dataDir, more = []) {
  const port = await freePort();
  const file = path.join(dataDir, 'bench.json');
  fs.writeFileSync(file, JSON.stringify(config));
  const began = performance.now();
  const child = start(path.join(HOME, 'dowser'), ['serve', '--config', file, '--port', String(port), '--data-dir', path.join(dataDir, 'state'), ...more]);
  const base = `http://127.0.0.1:${port}`;
  const seconds = () => (performance.now() - began) / 1000;
  await until(`health\n${child.log}`, async () => (await fetch(`${base}/health`)).ok, 60, 10);
  return { child, base, url: `${base}/mcp`, healthAfter: seconds(), seconds, status: async () => (await fetch(`${base}/status`)).json() };
}

/** A minimal MCP client for JSON answers. */
export async function client(url) {
  let session;
  let id = 0;
  const rpc = async (method, params) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...(session ? { 'mcp-session-id': session } : {}) },
      body: JSON.stringify({ jsonrpc: '2.0', id: ++id, method, params }),
    });
    session ??= response.headers.get('mcp-session-id');
    return (await response.json()).result;
  };
  await rpc('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'bench', version: '1' } });
  return { find: async (query, more = {}) => (await rpc('tools/call', { name: 'find_tool', arguments: { query, ...more } })).content[0].text, rpc };
}
