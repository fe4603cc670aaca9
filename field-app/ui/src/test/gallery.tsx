/**
 * The screens on the mock notebook, to be looked at: `npm run dev`, then
 * `/src/test/gallery.html?stage=new` and the like. Never part of the build.
 */
import { render } from 'preact';
import '../style/field.css';
import { App } from '../app';
import { inOrder } from '../platform/in_order';
import type { DoorState, Stage } from '../views';
import { MockNotebook } from './mock';

const asked = new URLSearchParams(location.search);
const notebook = new MockNotebook();
notebook.stage = (asked.get('stage') ?? 'open') as Stage;
notebook.online = asked.get('offline') === null;
const doors: DoorState[] = [
  'complete', 'complete', 'visited', 'in_progress', 'refused', 'not_a_home', 'not_visited',
];
for (let n = 0; n < Number(asked.get('doors') ?? 7); n += 1) {
  const state = doors[n % doors.length] ?? 'not_visited';
  notebook.addDwelling({ state, visits: state === 'not_visited' ? 0 : 1, waiting: n === 0 });
}
notebook.waiting = Number(asked.get('waiting') ?? 12);
Object.assign(window, { notebook });
const root = document.getElementById('app');
if (root) render(<App platform={inOrder(notebook)} />, root);
