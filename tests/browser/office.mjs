// The municipality's office for the browser journeys: the real `rayuela` in a folder of its own,
// and the field app's host on another port. Everything that is started here is stopped here.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

export const root = join(import.meta.dirname, '..', '..');
export const shots = process.env.RAYUELA_SHOTS ?? join(root, 'target', 'shots');
export const AREA = 'ageb:0790100010013';
export const SURVEY = '2026-1';

/** A program built by `cargo build --workspace`. */
function program(name) {
  const path = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug', name);
  if (!existsSync(path)) throw new Error(`${path} is missing: run cargo build --workspace first`);
  return path;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

export class Office {
  #running = [];

  static async setUp() {
    const office = new Office();
    office.folder = await mkdtemp(join(tmpdir(), 'rayuela-journey-'));
    office.data = join(office.folder, 'datos');
    await mkdir(shots, { recursive: true });
    const territory = join(root, 'server/src/territory/fixtures');
    await office.run('init');
    await office.run(
      'territory',
      'import',
      join(territory, 'invented_by_ageb.csv'),
      join(territory, 'invented_polygons.geojson'),
    );
    await office.run('survey', SURVEY, '--name', 'Primera ronda', '--starts', '2026-01-01', '--ends', '2030-12-31');
    await office.run('device', 'person', 'rosa', 'Rosa');
    await office.run('assign', 'rosa', SURVEY, AREA);
    return office;
  }

  /** One command of `rayuela` on this office's data; what it printed. */
  async run(...words) {
    // `device` takes the data folder before its own verb, the others after it.
    const before = words[0] === 'device' ? 1 : words.length;
    const told = [...words.slice(0, before), '--data', this.data, ...words.slice(before)];
    const done = await promisify(execFile)(program('rayuela'), told);
    return done.stdout.trim();
  }

  /** An account of the staff, with the password given in a file as the manual says. */
  async account(username, name, role, password) {
    const file = join(this.folder, `${username}.password`);
    await writeFile(file, password, { mode: 0o600 });
    await this.run('account', 'add', username, '--name', name, '--role', role, '--password-file', file);
  }

  /** Starts the server; its address. */
  async serve() {
    this.address = await this.#start('rayuela', [
      'serve', '--listen', `127.0.0.1:${await freePort()}`, '--data', this.data,
    ]);
    return this.address;
  }

  /** Starts the field app's host on a new tablet; its address. */
  async tablet() {
    return this.#start('field-app-host', [
      '--cheap-keys',
      '--folder', join(this.folder, 'tableta'),
      '--screens', join(root, 'field-app', 'ui', 'dist'),
    ]);
  }

  /** Starts a program that prints its address first. */
  async #start(name, words) {
    const child = spawn(program(name), words, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#running.push(child);
    for await (const line of createInterface({ input: child.stdout })) {
      const address = /https?:\/\/[^\s/]+/.exec(line)?.[0];
      if (address) return address;
    }
    throw new Error(`${name} ended before it said its address`);
  }

  async close() {
    for (const child of this.#running) {
      if (child.exitCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}
