export const duration = {
  amount: (label: string) => `${label}: how many`,
  unit: (label: string) => `${label}: of what`,
  units: { seconds: 'seconds', minutes: 'minutes', hours: 'hours', days: 'days' },
  said: (amount: number, unit: string) => `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`,
};

export const frequencies = {
  title: 'Frequencies',
  says: 'How often clients come by, and how long one that does not still counts as active.',
  tenant: {
    title: 'Of the tenant',
    says: 'What holds for every client that no group says otherwise for.',
  },
  polling: 'Polling interval',
  pollingHint: 'How often clients ask for news',
  inventory: 'Inventory interval',
  inventoryHint: 'How often clients send their inventory',
  window: 'Active window',
  windowHint: 'How long after its last contact a client counts as active, and how long evidence counts',
  save: 'Save',
  unchanged: 'Nothing differs from what is saved.',
  saving: {
    title: 'What saving does',
    points: [
      'It is taken at once. Clients hear of new intervals with their next config.ini.',
      'A client that hears of another interval comes next at any moment of the new one, so that the fleet does not fall into step.',
      'The active window counts for the law from the moment that it is saved: a shorter one forgets evidence and puts clients to sleep earlier, a longer one waits longer for those that are away.',
      'While a change of the tenant is under way, intervals wait until it is through.',
    ],
    load: (polls: string, inventories: string) =>
      `As it is saved now, all clients of the tenant make about ${polls} polls an hour and ${inventories} inventories a day.`,
  },
  groups: {
    title: 'Groups',
    says: 'Clients with frequencies of their own: servers that are asked more often, laptops that may stay away for longer.',
    none: 'There is no group. Every client has the frequencies of the tenant.',
    name: 'Group',
    nameHint: 'Lower-case letters, digits and hyphens',
    clients: 'Clients',
    actions: 'Actions',
    asTenant: 'as the tenant',
    add: 'New group',
    addTitle: 'New group',
    create: 'Create the group',
    nameless: 'A group needs a name.',
    taken: 'There is a group of that name already.',
    change: 'Change',
    changeTitle: (name: string) => `Change the group ${name}`,
    own: {
      polling: 'Its own polling interval',
      inventory: 'Its own inventory interval',
      window: 'Its own active window',
    },
    remove: 'Delete',
    removeLabel: (name: string) => `Delete the group ${name}`,
    removeTitle: (name: string) => `Delete the group ${name}?`,
    removeText: 'Nobody is in it. Enrollment tokens cannot name it any more.',
    inUse: (clients: number) =>
      `${clients === 1 ? 'One client is' : `${clients} clients are`} in it: move them to another group, or out of any, first.`,
    moveHint:
      'A client is moved on its own page; an enrollment token can name the group that its clients join.',
  },
};
