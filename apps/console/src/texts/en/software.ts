export const software = {
  title: 'Software',
  says: 'All that is installed on the computers of this tenant, by name and version.',
  count: (count: string, isOne: boolean) => (isOne ? '1 entry' : `${count} entries`),
  search: 'Search software',
  columns: {
    name: 'Name',
    version: 'Version',
    publisher: 'Publisher',
    architecture: 'Architecture',
    source: 'Source',
    installations: 'Computers',
    firstSeenAt: 'First seen',
    sizeBytes: 'Size',
    since: 'Since',
  },
  none: 'No software yet',
  noneText:
    'The catalog fills with the first inventories. Enroll a client: its inventory follows within minutes.',
  enroll: 'Enroll a client',
  noneFound: 'No software fits',
  noneFoundText:
    'Every word has to begin a word of the name, the version or the publisher. Take some of it away.',
  showAll: 'Show all software',
  one: {
    says: (version: string) => (version === '' ? 'Of no version that is known' : `Version ${version}`),
    facts: 'What it is',
    versions: 'Its versions',
    versionsSay: 'All entries of this name, with the computers that have each.',
    thisOne: 'This one',
    unknownVersion: 'Not known',
    allVersions: 'All of them in the list',
    computers: 'Computers that have it',
    list: 'List of these computers',
    searchComputers: 'Search these computers',
    count: (count: string, isOne: boolean) => (isOne ? '1 computer' : `${count} computers`),
    none: 'No computer has it',
    noneText:
      'It was there once: its history is kept with the computers. Archived computers are not counted.',
    noneFound: 'No computer fits',
    noneFoundText: 'Take some of the search away.',
  },
};

export const duplicates = {
  title: 'Duplicates',
  says: 'Computers that may be one machine, for you to say so.',
  states: 'Pairs',
  stateNames: { open: 'To decide', confirmed: 'One machine', split: 'Two machines' },
  kindTexts: {
    'same-machine':
      'Two clients report what looks like one machine: it was enrolled anew, or its disk was cloned.',
    'same-id': 'Two machines report under one device id: an image was cloned with the agent in it.',
  },
  shared: 'They share',
  pair: (one: string, other: string) => `${one} and ${other}`,
  field: 'What',
  same: 'Same',
  isArchived: 'archived',
  confirm: 'They are one',
  split: 'They are two',
  confirmTitle: 'Say that the two are one machine',
  confirmText:
    'The one whose client was heard of longer ago is archived, and that client is retired unless it reports another computer, too. Saying later that they are two brings the computer back; the client has to enroll anew.',
  confirmDo: 'They are one machine',
  keep: 'Not now',
  close: 'Close',
  settled: { confirmed: 'You said that they are one.', split: 'You said that they are two.' },
  isConfirmed: 'It is said already that they are one.',
  isSplit: 'It is said already that they are two.',
  none: {
    open: [
      'Nothing to decide',
      'No two computers look alike. Pairs come here by themselves when an inventory shows one.',
    ],
    confirmed: [
      'No pair yet',
      'Pairs that you said are one machine are kept here, so that you can take it back.',
    ],
    split: ['No pair yet', 'Pairs that you said are two machines are kept here, so that nobody asks again.'],
  },
  more: 'Show more',
};
