/**
 * The keyboard of a section: numbers choose, Enter goes on (Escape is the page's). A number
 * belongs to the question that has the focus, or to the first one without an answer. In lists
 * of more than nine, a digit waits a moment for a second one.
 */
import { useLayoutEffect, useRef } from 'preact/hooks';

/** How long a first digit waits for a second one. */
export const SECOND_DIGIT_MS = 700;

const WRITES = 'input, textarea, select';

function questionAt(target: EventTarget | null, root: HTMLElement): HTMLElement | null {
  const own = target instanceof Element ? target.closest<HTMLElement>('.question') : null;
  if (own && root.contains(own)) return own;
  return (
    root.querySelector<HTMLElement>('.question:not(.answered)') ??
    root.querySelector<HTMLElement>('.question')
  );
}

/** Puts the caret or the focus where this question is answered. */
export function focusEntry(question: HTMLElement | null | undefined) {
  const entry = question?.querySelector<HTMLElement>('[data-entry]') ?? question;
  entry?.focus({ preventScroll: true });
  question?.scrollIntoView({ block: 'center' });
}

/** The digits typed so far, and what they choose. */
class Digits {
  private typed = '';
  private waiting: ReturnType<typeof setTimeout> | undefined;

  press(digit: string, question: HTMLElement) {
    clearTimeout(this.waiting);
    this.typed += digit;
    const options = question.querySelectorAll<HTMLElement>('[data-number]').length;
    if (Number(`${this.typed}0`) <= options) {
      this.waiting = setTimeout(() => this.choose(question), SECOND_DIGIT_MS);
    } else {
      this.choose(question);
    }
  }

  private choose(question: HTMLElement) {
    const option = question.querySelector<HTMLElement>(`[data-number="${this.typed}"]`);
    this.typed = '';
    if (!option) return;
    option.click();
    option.focus({ preventScroll: true });
  }
}

/** Listens while the section is up; `onEnter` gets the question that Enter was pressed in. */
export function useSectionKeys(
  root: { current: HTMLElement | null },
  onEnter: (code: string | null) => void,
) {
  const enter = useRef(onEnter);
  enter.current = onEnter;
  useLayoutEffect(() => {
    const digits = new Digits();
    const listen = (event: KeyboardEvent) => {
      if (!root.current || event.ctrlKey || event.altKey || event.metaKey) return;
      const target = event.target as Element | null;
      if (/^[0-9]$/.test(event.key) && !target?.matches(WRITES)) {
        const question = questionAt(target, root.current);
        if (!question) return;
        if (question.querySelector('[data-number]')) digits.press(event.key, question);
        else focusEntry(question); // The digit then lands in the field.
        return;
      }
      if (event.key === 'Enter' && !event.isComposing) pressEnter(event, root.current, enter.current);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [root]);
}

/** Enter on a button presses it, unless the button is an option of an answered question. */
function pressEnter(event: KeyboardEvent, root: HTMLElement, onEnter: (code: string | null) => void) {
  const target = event.target as Element | null;
  const question = target?.closest<HTMLElement>('.question') ?? null;
  const inOptions = target?.matches('.option') ?? false;
  if (target?.matches('button, a') && !(inOptions && question?.matches('.answered'))) return;
  event.preventDefault();
  if (question && root.contains(question)) onEnter(question.dataset.code ?? null);
  else onEnter(null);
}
