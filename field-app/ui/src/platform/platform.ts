/**
 * The one door out of the screens: a verb's name and its arguments go to the notebook,
 * a view or a problem comes back. `tauri.ts` and `http.ts` are the two ways through it;
 * nothing else in the screens knows which one is in use.
 */
import type { Problem } from '../views';
import { overHttp } from './http';
import { overTauri } from './tauri';

export interface Platform {
  call<T>(name: string, args?: Record<string, unknown>): Promise<T>;
}

/** A problem that the notebook told in words; its sentence says what to do. */
export class NotDone extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.name = 'NotDone';
    this.problem = problem;
  }
}

/** Reads a problem out of whatever was thrown; never shows a raw text to a person. */
export function problemFrom(thrown: unknown): Problem {
  if (thrown instanceof NotDone) return thrown.problem;
  if (isProblem(thrown)) return thrown;
  return {
    code: 'no_answer_from_notebook',
    es: 'La aplicación no respondió. Lo ya guardado sigue en la tableta. Ciérrela y vuelva a abrirla.',
    en: 'The app did not answer. What was saved stays on the tablet. Close it and open it again.',
  };
}

export function isProblem(value: unknown): value is Problem {
  if (typeof value !== 'object' || value === null) return false;
  const candidate = value as Record<string, unknown>;
  return ['code', 'es', 'en'].every((key) => typeof candidate[key] === 'string');
}

/** The shell's webview when there is one, else the loopback host. */
export function platformHere(): Platform {
  return '__TAURI_INTERNALS__' in window ? overTauri() : overHttp();
}
