import { useEffect, useState } from 'preact/hooks';
import { request } from '../api/http.ts';

interface Loaded<Value> {
  readonly loaded: Value | Error | undefined;
  readonly reload: () => void;
}

/** What a path answers: undefined while it loads. */
export function useLoaded<Value>(path: string): Loaded<Value> {
  const [turn, setTurn] = useState(0);
  const [loaded, setLoaded] = useState<Loaded<Value>['loaded']>(undefined);
  useEffect(() => {
    let isCurrent = true;
    setLoaded(undefined);
    request<Value>('GET', path).then(
      (value) => isCurrent && setLoaded(() => value),
      (error: unknown) => isCurrent && setLoaded(() => error as Error),
    );
    return () => {
      isCurrent = false;
    };
  }, [path, turn]);
  return { loaded, reload: () => setTurn(turn + 1) };
}
