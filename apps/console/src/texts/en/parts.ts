export const confirm = {
  label: (name: string) => `Type ${name} to go on`,
  differs: (name: string) => `What is typed above is not ${name} yet.`,
  keep: 'Keep it',
};
export const newestFirst = { more: 'Show earlier ones' };
export const copyable = { copy: 'Copy', copied: 'Copied', copyWhat: (label: string) => `Copy: ${label}` };

const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
/** What a crossing counts: `2 clients and 1 endpoint server`. */
export const fleet = (clients: number, endpointServers: number) => {
  const words = counted(clients, 'client', 'clients');
  if (endpointServers === 0) return words;
  return `${words} and ${counted(endpointServers, 'endpoint server', 'endpoint servers')}`;
};
export const fleetCounted = (words: string) =>
  `Counted: ${words}. A stand-alone endpoint server is a client of its tenant, too.`;
