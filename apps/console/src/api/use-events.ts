import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** Keeps what is shown of a path as live as the server tells it (server-sent events); `undefined` listens to nothing. */
export function useEvents(path: string, events: string | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (events === undefined) return;
    const source = new EventSource(`/api/v1${events}`);
    source.onmessage = ({ data }) => client.setQueryData([path], JSON.parse(data));
    return () => source.close();
  }, [client, path, events]);
}
