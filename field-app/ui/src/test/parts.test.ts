import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { afterEach, expect, test, vi } from 'vitest';
import { hopscotchRows, shareTiles } from '../parts/tiles';
import { whenPointerIsUp } from '../parts/pointer';
import { overHttp } from '../platform/http';
import { inOrder } from '../platform/in_order';
import { NotDone, platformHere, problemFrom } from '../platform/platform';
import { back, backTo, forward, here, HOME } from '../route';
import { grouped } from '../screens/visit';
import { enrolFault } from '../screens/enrol';

afterEach(() => {
  vi.unstubAllGlobals();
  clearMocks();
});

test('a rayuela goes one, one, two along the pavement', () => {
  expect(hopscotchRows([1, 2, 3, 4, 5, 6, 7])).toEqual([[1], [2], [3, 4], [5], [6], [7]]);
});

test('a single refusal among thousands keeps its tile', () => {
  const tiles = shareTiles({ complete: 2857, pending: 3, refused: 1, of: 5000 });
  expect(tiles).toHaveLength(24);
  expect(tiles.filter((tile) => tile === 'refused')).toHaveLength(1);
  expect(tiles.filter((tile) => tile === 'complete')).toHaveLength(13);
  expect(shareTiles({ complete: 0, pending: 0, refused: 0, of: 0 })).toEqual([]);
});

test('a section after a section leads back to the path', () => {
  const path = forward(HOME, { at: 'path', household: 'h' });
  const first = forward(path, { at: 'section', household: 'h', section: 'a', subject: '' });
  const second = forward(first, { at: 'section', household: 'h', section: 'b', subject: '' });
  expect(here(second)).toMatchObject({ at: 'section', section: 'b' });
  expect(here(back(second))).toEqual({ at: 'path', household: 'h' });
  expect(backTo(second, 'areas')).toEqual(HOME);
  expect(back(HOME)).toEqual(HOME);
});

test('verbs reach the notebook in the order in which they were done', async () => {
  const done: string[] = [];
  let release = () => undefined as void;
  const slow = new Promise<void>((go) => (release = go));
  const platform = inOrder({
    async call<T>(name: string): Promise<T> {
      if (name === 'answer') await slow;
      done.push(name);
      if (name === 'section') throw new Error('refused');
      return undefined as T;
    },
  });
  const answer = platform.call('answer');
  const section = platform.call('section').catch(() => undefined);
  const lock = platform.call('lock');
  await platform.call('hand_over_progress');
  release();
  await Promise.all([answer, section, lock]);
  expect(done).toEqual(['hand_over_progress', 'answer', 'section', 'lock']);
});

test('a long hand-over does not hold up an answer given meanwhile', async () => {
  const platform = inOrder({
    call: (name) => (name === 'hand_over' ? new Promise(() => undefined) : Promise.resolve()) as never,
  });
  void platform.call('hand_over');
  await expect(platform.call('answer')).resolves.toBeUndefined();
});

test('in the window a verb is a command with one object of arguments', async () => {
  const heard: unknown[] = [];
  const problem = { code: 'locked', es: 'Cerrado.', en: 'Locked.' };
  mockIPC((name, args) => {
    heard.push([name, args]);
    if (name === 'areas') throw problem;
    return { stage: 'new' };
  });
  expect(await platformHere().call('status')).toEqual({ stage: 'new' });
  await expect(platformHere().call('areas', { all: true })).rejects.toMatchObject({ problem });
  expect(heard).toEqual([
    ['status', { args: {} }],
    ['areas', { args: { all: true } }],
  ]);
});

test('a problem of the host arrives in words', async () => {
  const problem = { code: 'not_accepted', es: 'No.', en: 'No.' };
  const answer = { ok: false, json: async () => problem };
  vi.stubGlobal('fetch', vi.fn(async () => answer));
  await expect(overHttp().call('answer', {})).rejects.toMatchObject({ problem });
});

test('a host that is gone is said in words that tell what to do', async () => {
  vi.stubGlobal('fetch', vi.fn(async () => Promise.reject(new Error('ECONNREFUSED 127.0.0.1'))));
  const thrown = await overHttp().call('status').catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(NotDone);
  expect(problemFrom(thrown).es).toContain('vuelva a abrirla');
  expect(JSON.stringify(problemFrom(thrown))).not.toContain('127.0.0.1');
});

test('nothing is redrawn while a finger is down', async () => {
  document.dispatchEvent(new Event('pointerdown'));
  const drawn: string[] = [];
  const waiting = whenPointerIsUp().then(() => drawn.push('view'));
  await Promise.resolve();
  expect(drawn).toEqual([]);
  document.dispatchEvent(new Event('pointerup'));
  drawn.push('click');
  await waiting;
  expect(drawn).toEqual(['click', 'view']);
});

test('visit results stand under their groups in the given order', () => {
  const result = (code: string, group: string) => ({ code, group, es: code, en: code });
  const groups = grouped([result('00', 'a'), result('03', 'b'), result('15', 'a')]);
  expect(groups.map(([group, of]) => [group, of.map((one) => one.code)])).toEqual([
    ['a', ['00', '15']],
    ['b', ['03']],
  ]);
});

test('enrolment says which part of the form is wrong', () => {
  const form = { server: 'https://s', code: 'ABCD', passphrase: 'tres palabras largas', fingerprint: '' };
  expect(enrolFault({ ...form, again: form.passphrase })).toBeNull();
  expect(enrolFault({ ...form, again: 'otra' })).toBe('enrol-passphrases-differ');
  expect(enrolFault({ ...form, passphrase: 'corta', again: 'corta' })).toBe('enrol-passphrase-short');
  expect(enrolFault({ ...form, code: ' ', again: form.passphrase })).toBe('enrol-missing');
});
