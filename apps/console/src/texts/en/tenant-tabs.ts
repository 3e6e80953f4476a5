const plural = (count: number, one: string, many: string) =>
  count === 1 ? `One ${one}` : `${count} ${many}`;

/** General, Database and Danger of a tenant. */
export const tenantTabs = {
  general: {
    title: 'General',
    says: 'What this tenant is, where it is reached, and what its clients trust.',
    trouble: 'This tenant is not served as it should be',
    troubleText: 'Look at its changes, and at the ports and the certificate of its website.',
    facts: {
      name: 'Name',
      id: 'Id',
      created: 'Created',
      fleet: 'Fleet',
      revision: 'Revision of config.ini',
      addresses: 'Addresses served',
      inForce: 'In force',
      saved: 'Saved',
    },
    site: (site: {
      hostname: string;
      binding: string;
      ports: readonly number[];
      certificate: string | null;
    }) =>
      [
        site.hostname,
        site.binding,
        `${site.ports.length === 1 ? 'port' : 'ports'} ${site.ports.join(' and ')}`,
        ...(site.certificate === null ? [] : [`certificate ${site.certificate}`]),
      ].join(', '),
    noRevision: 'None published yet',
    retired: (count: number) => `, ${count.toLocaleString('en')} retired`,
    serves: { everything: '', rescue: ' (rescue path: config.ini alone)' },
    coming: (name: string) => ` (${name} is rehearsed)`,
    noAddress: 'None',
    differs: 'What is saved is not in force yet',
    differsText: 'A change is on its way there, or waits for clients.',
    toChanges: 'To the changes',
    anchors: {
      title: 'Trust anchors',
      says: 'What clients have to trust behind an HTTPS address. Native clients read them in config.ini; foreign agents, and computers that enroll over HTTPS, need the file.',
      none: 'None is needed: config.ini names no address under HTTPS.',
      subject: 'Subject',
      ends: 'Ends',
      sha256: 'SHA-256',
      file: 'File',
      download: 'Download',
      downloadOne: (name: string) => `Download ${name}`,
      all: 'Download all in one file',
    },
    keys: {
      title: 'Signing keys',
      says: 'They sign config.ini, which clients take from nobody else. A rotation takes two steps: announce the coming key, wait until clients have heard of it, let it take over. One that slept through walks the chain of keys when it comes back.',
      current: 'Signs now',
      next: 'Announced',
      none: 'None',
      announce: 'Announce a coming key',
      takeOver: 'Let it take over',
      done: 'Done.',
    },
  },
  database: {
    title: 'Database',
    says: 'Each tenant has one of its own: its clients, computers, keys and tokens, and nothing of any other.',
    facts: { kind: 'Kind', file: 'File', size: 'Size on disk', clients: 'Clients in it' },
    kinds: { sqlite: 'SQLite, in a file of its own' },
    where: 'On the machine of the server',
    backup: {
      title: 'Backup',
      says: 'One backup has every database of the installation as it is at one moment, while the server goes on. Run it on the machine of the server:',
      command: 'Back up',
      create: 'causeway backup create /var/backups/causeway/first',
      bringBack: 'causeway backup restore /var/backups/causeway/first --data /var/lib/causeway-restored',
      restore: 'Restore into an empty data folder',
      key: 'The installation key is not in a backup unless you ask for it with --with-key: without the key nobody can use the secrets in it.',
      more: 'More about backups',
    },
  },
  danger: {
    title: 'Danger',
    says: 'What cannot be undone.',
    delete: 'Delete this tenant',
    button: 'Delete the tenant',
    lost: 'This is lost, and only a backup brings it back:',
    losses: (clients: number, servers: number) => [
      'its website and every address that it serves: they close at once',
      `its database with ${plural(clients, 'client', 'clients').toLowerCase()}, their computers, inventories and history`,
      'the keys that sign its config.ini, and its enrollment tokens',
      ...(servers === 0
        ? []
        : [`its part in ${plural(servers, 'endpoint server', 'endpoint servers').toLowerCase()}`]),
    ],
    stays: 'Certificates stay in the store, and the audit keeps who deleted it.',
    active: (count: number) =>
      `${plural(count, 'client is', 'clients are')} active: no change may take away the last address of an active client. Retire ${count === 1 ? 'it' : 'them'}, or waive ${count === 1 ? 'it' : 'them'} with a reason, first.`,
    toActive: 'Show the active clients',
    question: (name: string) => `Delete the tenant ${name}?`,
    questionText: 'Everything listed on this page is gone at once.',
    action: 'Delete it for good',
  },
};
