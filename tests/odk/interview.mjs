// Plays scripted interviews on @getodk/xforms-engine, ODK's engine for the web, and writes what it
// saw, in the words of Interview.java. Start at the end; README.md defines scripts and traces.
// Knows nothing of our own engine. Lives beside its node_modules: run.sh copies it there.

import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { JSDOM } from 'jsdom';

// The engine expects a browser, and a few names of CommonJS.
globalThis.require = createRequire(import.meta.url);
globalThis.__dirname = import.meta.dirname;
const page = new JSDOM('').window;
const BROWSER = [
  'DOMParser', 'XMLSerializer', 'Node', 'Element', 'Document', 'XMLDocument', 'XPathResult',
  'XPathEvaluator', 'Text', 'Attr', 'Comment', 'CDATASection', 'File', 'Blob', 'FormData', 'NodeFilter',
];
for (const name of BROWSER) if (page[name]) globalThis[name] = page[name];
globalThis.document = page.document;
globalThis.window = page;
const { loadForm } = await import('@getodk/xforms-engine');

/** The form as it would be on that day. The engine reads the machine's clock; a script must not. */
const onDay = (xml, day) =>
  !day
    ? xml
    : xml
        .replaceAll('jr:preload="date"', `calculate="date('${day}')"`)
        .replaceAll('jr:preloadParams="today"', '')
        .replaceAll('today()', `date('${day}')`)
        .replaceAll('now()', `date-time('${day}T12:00:00.000Z')`);

/** What a text must be to answer a question of a type; the engine itself lets more through. */
const TYPES = {
  int: (text) => /^-?\d+$/.test(text) && Math.abs(Number(text)) <= 2147483647,
  decimal: (text) => /^-?\d+(\.\d+)?$/.test(text),
  date: (text) => {
    const day = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
  },
};

const isSelect = (node) => node.nodeType === 'select' || node.nodeType === 'rank';
const codes = (node) => node.currentState.valueOptions.map((option) => option.value);
const isRange = (node) => node.nodeType.startsWith('repeat-range');
const preloaded = (node) => node.definition.bind?.preload != null;
const nodesIn = (node) => node.currentState.children ?? [];

/** The node at a path such as /data/person[2]/age, or at a repeat such as /data/person. */
function find(node, wanted) {
  if (node.currentState.reference === wanted) return node;
  for (const child of nodesIn(node)) {
    const found = wanted.startsWith(child.currentState.reference) && find(child, wanted);
    if (found) return found;
  }
  return null;
}

/** Hands a text to a node as the kind of value its type takes. */
function give(node, text) {
  if (node.nodeType === 'select') return node.selectValues(text ? text.split(' ') : []);
  if (node.nodeType === 'rank') return node.setValues(text ? text.split(' ') : []);
  if (node.nodeType === 'trigger') return node.setValue(text === 'OK');
  return node.setValue(text === '' && node.valueType !== 'string' ? null : text);
}

function set(root, where, text) {
  const node = find(root, where);
  if (!node || isRange(node) || node.nodeType === 'repeat-instance') return 'absent';
  if (!node.currentState.relevant) return 'not_relevant';
  if (!('setValue' in node || 'selectValues' in node || 'setValues' in node)) return 'readonly';
  if (node.currentState.readonly) return 'readonly';
  if (text && isSelect(node)) {
    const offered = codes(node);
    if (text.split(' ').some((code) => !offered.includes(code))) return 'not_offered';
  } else if (text && TYPES[node.valueType] && !TYPES[node.valueType](text)) return 'type';
  const before = node.currentState.instanceValue;
  give(node, text);
  // This engine takes the value and then complains; Collect does not take it.
  if (node.validationState.constraint.valid) return 'ok';
  give(node, before);
  return 'constraint';
}

function add(root, where) {
  const range = find(root, where);
  if (!range || !isRange(range)) return 'absent';
  if (!range.addInstances) return 'readonly';
  if (!range.currentState.relevant) return 'not_relevant';
  range.addInstances();
  return 'ok';
}

function remove(root, where) {
  const row = find(root, where);
  if (row?.nodeType !== 'repeat-instance') return 'absent';
  if (!row.parent.removeInstances) return 'readonly';
  row.parent.removeInstances(nodesIn(row.parent).indexOf(row), 1);
  return 'ok';
}

function act(root, action) {
  if ('set' in action) return set(root, action.set, action.value ?? '');
  if ('add' in action) return add(root, action.add);
  if ('remove' in action) return remove(root, action.remove);
  throw new Error(`an action this driver does not know: ${JSON.stringify(action)}`);
}

/** The value as a submission would hold it; ticked codes sorted, numbers without a tail. */
function text(node) {
  const value = node.currentState.instanceValue ?? '';
  if (node.nodeType === 'select') return value.split(' ').sort().join(' ');
  return /^-?\d+\.\d+$/.test(value) ? String(Number(value)) : value;
}

function list(node, all) {
  if (isRange(node)) return nodesIn(node).forEach((row) => list(row, all));
  const { reference, relevant, required } = node.currentState;
  if (reference.split('/')[2] === 'meta' || preloaded(node)) return;
  if (!relevant) return void all.push({ path: reference, relevant });
  const line = { path: reference, relevant };
  all.push(line);
  if (node.currentState.children) return nodesIn(node).forEach((child) => list(child, all));
  line.required = required;
  line.valid = node.validationState.constraint?.valid ?? true;
  line.value = text(node);
  if (isSelect(node)) line.choices = codes(node);
}

const listAll = (root) => nodesIn(root).reduce((all, node) => (list(node, all), all), []);

async function load(xml, folder) {
  const beside = (name) => fs.readFileSync(path.join(folder, name), 'utf8');
  const form = await loadForm(xml, {
    fetchFormAttachment: async (url) => {
      const body = beside(String(url).split('/').pop());
      const headers = new Map([['content-type', 'text/csv']]);
      return { ok: true, status: 200, headers, text: async () => body };
    },
  });
  if (!form.createInstance) throw new Error(form.error?.message ?? 'the form does not load');
  return form;
}

function playOne(form, script, write) {
  let step = 0;
  let outcomes = [];
  try {
    const { root } = form.createInstance();
    if (script.each) write({ step, outcomes, nodes: listAll(root) });
    for (const action of script.actions) {
      step += 1;
      outcomes.push(act(root, action));
      if (!script.each) continue;
      write({ step, outcomes, nodes: listAll(root) });
      outcomes = [];
    }
    if (!script.each) write({ step, outcomes, nodes: listAll(root) });
  } catch (fault) {
    write({ step, outcomes, error: String(fault?.stack ?? fault) });
  }
}

/** Plays NAME.jsonl on NAME.xml, into NAME.webforms.jsonl. */
async function play(folder, name) {
  const began = performance.now();
  const file = (ending) => path.join(folder, name + ending);
  const xml = fs.readFileSync(file('.xml'), 'utf8');
  const scripts = fs.readFileSync(file('.jsonl'), 'utf8').split('\n').filter((line) => line.trim());
  const forms = new Map();
  const lines = [];
  for (const script of scripts.map((line) => JSON.parse(line))) {
    const day = script.today ?? '';
    if (!forms.has(day)) forms.set(day, await load(onDay(xml, day), folder));
    playOne(forms.get(day), script, (line) => lines.push(JSON.stringify({ id: script.id, ...line })));
  }
  fs.writeFileSync(file('.webforms.jsonl'), lines.map((line) => `${line}\n`).join(''));
  const ms = performance.now() - began;
  const each = (ms / Math.max(1, scripts.length)).toFixed(1);
  console.log(`  webforms: ${name}: ${scripts.length} interviews, ${ms.toFixed(0)} ms (${each} ms each)`);
}

const folder = process.argv[2];
const scripts = fs.readdirSync(folder).filter((name) => /^[^.]+\.jsonl$/.test(name)).sort();
for (const name of scripts) await play(folder, name.replace('.jsonl', ''));
process.exit(0);
