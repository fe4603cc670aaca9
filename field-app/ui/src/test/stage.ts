/** Puts the app on a mock notebook and acts as a person: press, write, look. */
import { h, render } from 'preact';
import { vi } from 'vitest';
import { App } from '../app';
import { inOrder } from '../platform/in_order';
import { MockNotebook } from './mock';

/** The stage before this one: two apps at once would both listen to the keys. */
let standing: Element | null = null;

export class Stage {
  readonly notebook: MockNotebook;
  private readonly root = document.createElement('div');

  constructor(notebook = new MockNotebook()) {
    this.notebook = notebook;
    if (standing) render(null, standing);
    standing = this.root;
    document.body.replaceChildren(this.root);
    localStorage.clear();
    render(h(App, { platform: inOrder(notebook) }), this.root);
  }

  /** Waits until the selector is there. */
  async find<T extends HTMLElement = HTMLElement>(selector: string): Promise<T> {
    return vi.waitFor(() => {
      const found = this.root.querySelector<T>(selector);
      if (!found) throw new Error(`no ${selector} in:\n${this.root.textContent}`);
      return found;
    });
  }

  has(selector: string): boolean {
    return this.root.querySelector(selector) !== null;
  }

  text(): string {
    return this.root.textContent ?? '';
  }

  async press(selector: string) {
    const button = await vi.waitFor(async () => {
      const found = await this.find<HTMLButtonElement>(selector);
      if (found.disabled) throw new Error(`${selector} is disabled`);
      return found;
    });
    button.focus();
    button.click();
  }

  async write(selector: string, text: string) {
    const field = await this.find<HTMLInputElement>(selector);
    field.focus();
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    // The field draws what was written before it is left.
    await new Promise((go) => setTimeout(go));
  }

  async key(key: string, selector?: string) {
    const target = selector ? await this.find(selector) : (document.activeElement ?? document.body);
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  }

  /** Waits until the text is on the screen. */
  async see(text: string) {
    await vi.waitFor(() => {
      if (!this.text().includes(text)) throw new Error(`no "${text}" in:\n${this.text()}`);
    });
  }

  /** Waits until the notebook was told this. */
  async told(name: string, args: Record<string, unknown>) {
    await vi.waitFor(() => {
      const calls = this.notebook.called(name);
      const found = calls.some((call) =>
        Object.entries(args).every(([key, value]) => Object.is(call[key], value)),
      );
      if (!found) throw new Error(`${name} was told ${JSON.stringify(calls)}`);
    });
  }
}

/** The app standing at a person's section, with the household's first member just added. */
export async function atFirstPerson(): Promise<Stage> {
  const notebook = new MockNotebook();
  notebook.addDwelling();
  const stage = new Stage(notebook);
  await stage.press('.card.area');
  await stage.press('[data-household]');
  await stage.press('[data-act=interview]');
  await stage.press('[data-act=add-member]');
  await stage.find('[data-code=given_names]');
  return stage;
}
