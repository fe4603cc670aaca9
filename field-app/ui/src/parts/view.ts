/** Asking the notebook for a view: waiting, the view, or a problem with a way to try again. */
import { createContext } from 'preact';
import { useCallback, useContext, useEffect, useState } from 'preact/hooks';
import { problemFrom, type Platform } from '../platform/platform';
import type { Route } from '../route';
import type { Problem } from '../views';

/** What every screen may use: the door out, and ways to go elsewhere. */
export interface Desk {
  platform: Platform;
  go(to: Route): void;
  back(): void;
  backTo(at: Route['at']): void;
  hide(): void;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('useDesk outside of the app');
  return desk;
}

export interface Asked<T> {
  view: T | null;
  problem: Problem | null;
  again(): void;
  /** Shows a newer view that another verb brought. */
  show(view: T): void;
}

export function useView<T>(name: string, args: Record<string, unknown> = {}): Asked<T> {
  const { platform } = useDesk();
  const [view, setView] = useState<T | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [round, setRound] = useState(0);
  const asked = JSON.stringify(args);
  useEffect(() => {
    let left = false;
    setProblem(null);
    platform
      .call<T>(name, JSON.parse(asked) as Record<string, unknown>)
      .then((answer) => !left && setView(answer))
      .catch((thrown: unknown) => !left && setProblem(problemFrom(thrown)));
    return () => {
      left = true;
    };
  }, [platform, name, asked, round]);
  const again = useCallback(() => setRound((n) => n + 1), []);
  return { view, problem, again, show: setView };
}

export interface Doing {
  busy: boolean;
  problem: Problem | null;
  /** Does it unless something is being done already. */
  run(deed: () => Promise<void>): void;
  clear(): void;
}

/** One deed at a time, with its problem kept to be shown. */
export function useDoing(): Doing {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = (deed: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    deed()
      .catch((thrown: unknown) => setProblem(problemFrom(thrown)))
      .finally(() => setBusy(false));
  };
  return { busy, problem, run, clear: () => setProblem(null) };
}
