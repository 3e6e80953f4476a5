const computers = (count: number, said: string) => (count === 1 ? '1 computer' : `${said} computers`);

export const dashboard = {
  title: 'Dashboard',
  says: (tenant: string) => `What there is of ${tenant}, and what needs somebody.`,
  none: 'No client yet',
  noneText:
    'This platform fills by itself once clients report. Make an enrollment token, run the line that comes with it on a computer, and it is here within minutes.',
  enroll: 'Enroll the first client',
  attention: {
    title: 'Needs attention',
    nothing: 'Nothing needs anybody now.',
    blocking: (count: number, said: string) =>
      count === 1 ? '1 client holds up the crossing' : `${said} clients hold up the crossing`,
    duplicates: (count: number, said: string) =>
      count === 1
        ? '1 pair of computers may be one machine'
        : `${said} pairs of computers may be one machine`,
    silent: (count: number, said: string) => `${computers(count, said)} sent no inventory for a week`,
    servers: (count: number, said: string) =>
      count === 1 ? '1 endpoint server wants a look' : `${said} endpoint servers want a look`,
    atLeast: (said: string) => `${said} or more`,
  },
  systems: {
    title: 'Computers by operating system',
    total: 'All computers',
    none: 'No inventory has come yet.',
  },
  clients: {
    title: 'Clients',
    total: 'All clients',
    states: {
      active: 'Active',
      sleeping: 'Sleeping',
      waived: 'Waived',
      retired: 'Retired',
    },
  },
  contacts: {
    title: 'Last inventories',
    hour: 'In the last hour',
    day: 'In the last day',
    week: 'In the last week',
    older: 'Longer ago',
  },
  crossing: {
    title: 'Crossing',
    none: 'No crossing is under way: every client uses an address that stays.',
    allowed: 'Every active client has proven the new address.',
    refused: 'Some active clients have not proven the new address yet.',
    states: { proven: 'Proven', blocking: 'Blocking', sleeping: 'Sleeping', waived: 'Waived' },
  },
  changes: {
    title: 'Recent changes',
    none: 'Nothing has changed on any computer yet.',
    columns: { computer: 'Computer', what: 'What', kind: 'Change', at: 'When' },
  },
  newest: { title: 'Newest inventories', none: 'No inventory has come yet.' },
};
