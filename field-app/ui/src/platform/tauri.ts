/** Calls the notebook through the shell: one command per verb, its arguments as one object. */
import { invoke } from '@tauri-apps/api/core';
import { NotDone, problemFrom, type Platform } from './platform';

export function overTauri(): Platform {
  return {
    async call<T>(name: string, args: Record<string, unknown> = {}): Promise<T> {
      try {
        return await invoke<T>(name, { args });
      } catch (thrown) {
        throw new NotDone(problemFrom(thrown));
      }
    },
  };
}
