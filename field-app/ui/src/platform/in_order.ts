/**
 * Keeps the verbs in the order in which the person did things: an answer reaches the notebook
 * before the lock that follows it. The hand-over waits for what came before, but does not make
 * what comes after it wait: one may go on working while it sends.
 */
import type { Platform } from './platform';

const LONG = new Set(['hand_over']);
const ASIDE = new Set(['hand_over_progress']);

export function inOrder(platform: Platform): Platform {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    call<T>(name: string, args?: Record<string, unknown>): Promise<T> {
      if (ASIDE.has(name)) return platform.call<T>(name, args);
      const deed = tail.then(() => platform.call<T>(name, args));
      if (!LONG.has(name)) tail = deed.catch(() => undefined);
      return deed;
    },
  };
}
