const clients = (count: number) => (count === 1 ? 'one client' : `${count.toLocaleString('en')} clients`);
const Clients = (count: number) => (count === 1 ? 'One client' : `${count.toLocaleString('en')} clients`);
const number = (count: number) => (count === 1 ? 'one' : count.toLocaleString('en'));
const capital = (count: number) => (count === 1 ? 'One' : count.toLocaleString('en'));
const have = (count: number) => (count === 1 ? 'has' : 'have');

export const crossing = {
  title: 'Crossing',
  says: 'Where each client stands on the way to the new addresses.',
  goes: 'Goes:',
  stays: 'Stays:',
  notPublished: 'No config.ini names them yet.',
  since: (revision: number) => `config.ini names them since revision ${revision}.`,
  none: 'No crossing is on',
  noneOn: {
    http: 'This tenant is on HTTP, and everyone stands where they are. Give it the binding HTTP + HTTPS under Website: clients then learn the new address, prove it, and you see them cross here.',
    'http+https': 'No address of this tenant would go.',
    https:
      'This tenant is on HTTPS alone. The next crossing begins when its hostname, a port or its trust changes.',
  },
  /** Said at the site of a tenant, which has no page Website. */
  noneOnHttpHere:
    'This tenant is on HTTP, and everyone stands where they are. Once an admin of provisioning gives it the binding HTTP + HTTPS, clients learn the new address, prove it, and you see them cross here.',
  toWebsite: 'To Website',
  underWay: 'A change is under way.',
  toChange: 'See the change',
  verdict: {
    allowed: 'The law holds: the old addresses can go',
    refused: 'The law does not hold yet',
    allowedText: (proven: number, left: number) =>
      left === 0
        ? 'All of them proved an address that stays.'
        : `${capital(proven)} proved an address that stays; ${number(left)} would be left behind knowingly, asleep or waived.`,
    refusedText: (blocking: number) =>
      `${capital(blocking)} would lose the last address that ${blocking === 1 ? 'it is' : 'they are'} known to use. Below is each with its cause and its remedy.`,
    empty: 'There is no client that could be left behind.',
    noClient: 'No client yet',
    noClientText:
      'You can switch whenever you like. Clients that are enrolled before are seen here on their way.',
  },
  figures: 'The fleet in figures',
  states: { proven: 'Proven', blocking: 'Blocking', sleeping: 'Sleeping', waived: 'Waived' },
  statesMean: {
    proven: 'came by an address that stays',
    blocking: 'would be lost',
    sleeping: 'not seen lately; a way back waits',
    waived: 'may be left, an admin said',
  },
  bar: (parts: string) => `The fleet: ${parts}`,
  barPart: (count: string, word: string) => `${count} ${word.toLowerCase()}`,
  ofAll: (share: string) => `${share} of all`,
  share: (proven: string, all: string) => `${proven} of ${all} proven`,
  stages: { 'never-heard': 'Never heard', fetched: 'Fetched', proven: 'Proven' },
  stagesMean: {
    'never-heard': 'has no config.ini that names the new addresses',
    fetched: 'has it, and has not proven an address',
    proven: 'came through by an address that stays',
  },
  lastByOldWay: (count: number) =>
    count === 0
      ? 'None came by an address that goes when it came last.'
      : `${Clients(count)} came by an address that goes when ${count === 1 ? 'it' : 'they'} came last.`,
  switchNow: {
    button: 'Switch now',
    title: (tenant: string) => `Switch ${tenant} to HTTPS`,
    text: 'The HTTP address is closed for good; clients that sleep find their way back by the rescue path, where it is on.',
    confirm: 'Switch to HTTPS',
    cancel: 'Not now',
    atProvisioning: 'An admin of provisioning switches; this is the site of the tenant.',
    changing: 'A change is under way already: it goes on by itself as soon as the law holds.',
    nothing: 'There is nothing to switch: no address would go.',
    notOnBoth:
      'The website of this tenant is not on HTTP + HTTPS: change it under Website or Endpoint servers.',
    refused: (blocking: number) => `The law does not hold: ${number(blocking)} would be lost.`,
    waiting: 'Still reading what there is to switch.',
  },
  curve: {
    title: 'Over time',
    begins: 'The curve begins with the next figures, in about a minute.',
    label: (from: string, to: string) => `Proven and blocking clients from ${from} to ${to}`,
    description: (proven: string, before: string, blocking: string, beforeBlocking: string) =>
      `Proven went from ${before} to ${proven}, blocking from ${beforeBlocking} to ${blocking}.`,
    table: 'The figures as a table',
    at: 'Time',
    now: 'now',
  },
  forecast: {
    title: 'What to expect',
    done: 'Nobody blocks.',
    tooEarly: 'Too early to say when the others will have crossed: it takes some polls to see a pace.',
    by: (waiting: number, at: string, perHour: string) =>
      `At this pace, ${perHour} an hour of late, ${waiting === 1 ? 'the one client that may' : `the ${clients(waiting)} that may`} still cross by ${waiting === 1 ? 'itself' : 'themselves'} will have crossed by ${at}.`,
    stalled: (since: string) => `No client has crossed since ${since}: at this pace it does not end.`,
    notByThemselves: 'None of those that are left will cross without you.',
    silent: (count: number, beyond: string) =>
      `${Clients(count)} ${have(count)} not been heard of for longer than ${beyond}: ${count === 1 ? 'it' : 'they'} will not cross by ${count === 1 ? 'itself' : 'themselves'}.`,
    byHand: (count: number) =>
      `${Clients(count)} ${count === 1 ? 'needs' : 'need'} somebody: what failed has to be mended, and foreign agents have to be pointed to the new address.`,
  },
  breakdown: {
    byStage: 'How far they are',
    byReason: 'Why they block',
    byServer: 'By endpoint server',
    noReason: 'Nobody blocks.',
    server: 'Endpoint server',
    otherServer: 'None that is there now',
    noServer: 'No client came yet.',
    shownOnly: (what: string) => `Show only: ${what}`,
  },
  reasons: {
    'never-fetched': 'Has not fetched config.ini',
    'not-proven': 'Has not come through yet',
    'not-rehearsed': 'Has not rehearsed yet',
    'proof-too-old': 'Proof is too old',
    failed: 'Failed there',
    sleeping: 'Sleeps, no way back',
    foreign: 'Foreign agent, to be re-pointed',
  },
  list: {
    title: 'Clients',
    table: 'Clients, with the cause and the remedy of each',
    filters: 'Filters',
    search: 'Name, agent or cause',
    state: 'State',
    reason: 'Reason',
    stage: 'How far',
    server: 'Endpoint server',
    all: 'All',
    clear: 'Clear the filters',
    count: (count: string, isMore: boolean) =>
      isMore ? `The first ${count} clients` : count === '1' ? 'One client' : `${count} clients`,
    none: 'No client is like that',
    noneText: 'Clear the filters to see the others.',
    nobodyBlocks: 'Nobody blocks',
    nobodyBlocksText: 'Choose another state to see where the others stand.',
    columns: { client: 'Client', state: 'State', cause: 'Cause and remedy', seen: 'Last seen' },
    open: (name: string) => `Open ${name}`,
    remedy: 'Remedy:',
    fine: 'It came through by an address that stays.',
    coming: 'Coming …',
  },
  kinds: { native: 'Native client', foreign: 'Foreign agent', 'endpoint-server': 'Endpoint server' },
  one: {
    close: 'Close',
    gone: 'This client is no part of the crossing any more: it was retired or deleted.',
    cause: 'Cause',
    remedy: 'Remedy',
    facts: {
      state: 'State',
      stage: 'How far',
      kind: 'Kind',
      agent: 'Agent',
      fetched: 'config.ini fetched',
      applied: 'config.ini applied',
      lastSeen: 'Last seen',
      address: 'Address used last',
      server: 'Endpoint server',
      oldWay: 'Old way last used',
    },
    revision: (revision: number) => (revision === 0 ? 'none' : `revision ${revision}`),
    lines: (file: string) => `Lines for ${file}`,
    toClient: 'Open the page of this client',
    anchors: 'It needs the trust anchor of the address, too, where the lines say: copy it to the computer.',
    isServer: 'An endpoint server is retired under Endpoint servers.',
  },
};
