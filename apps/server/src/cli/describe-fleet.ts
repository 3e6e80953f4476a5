interface Fleet {
  /** Without endpoint servers and retired clients. */
  readonly clients: number;
  readonly endpointServers: number;
}

/** `2 clients and 1 endpoint server`: what a crossing counts. */
export function describeFleet({ clients, endpointServers }: Fleet): string {
  const counted = `${clients} ${clients === 1 ? 'client' : 'clients'}`;
  if (endpointServers === 0) return counted;
  return `${counted} and ${endpointServers} ${endpointServers === 1 ? 'endpoint server' : 'endpoint servers'}`;
}
