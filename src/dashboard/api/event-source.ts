/** Server-sent events that come back by themselves. */
import { addressOf } from './http.ts';

/** Who hears of a stream. */
export interface StreamListener {
  readonly onOpen?: () => void;
  readonly onMessage: (data: unknown) => void;
  /** It was cut off; another attempt follows. */
  readonly onLost?: (reason: string | null) => void;
}

/** After a refusal, which browsers do not repeat by themselves; milliseconds. */
const AGAIN_MS = 2000;

/** Listens until the returned function is called. */
export function listen(path: string, { onOpen, onMessage, onLost }: StreamListener): () => void {
  let source: EventSource;
  let timer: number | undefined;
  const open = (): void => {
    source = new EventSource(addressOf(path));
    source.onopen = () => onOpen?.();
    source.onmessage = ({ data }: MessageEvent<string>) => onMessage(JSON.parse(data));
    source.addEventListener('farewell', ({ data }: MessageEvent<string>) => {
      onLost?.((JSON.parse(data) as { reason: string }).reason);
    });
    source.onerror = () => {
      onLost?.(null);
      if (source.readyState === EventSource.CLOSED) timer = window.setTimeout(open, AGAIN_MS);
    };
  };
  open();
  return () => {
    window.clearTimeout(timer);
    source.close();
  };
}
