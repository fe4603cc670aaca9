/** Calls the notebook through `field-app/host` on this machine: tests and phone emulation only. */
import { NotDone, problemFrom, type Platform } from './platform';

export function overHttp(base = ''): Platform {
  return {
    async call<T>(name: string, args: Record<string, unknown> = {}): Promise<T> {
      const response = await fetch(`${base}/rpc/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(args),
      }).catch((thrown: unknown) => {
        throw new NotDone(problemFrom(thrown));
      });
      const body: unknown = await response.json().catch(() => null);
      if (!response.ok) throw new NotDone(problemFrom(body));
      return body as T;
    },
  };
}
