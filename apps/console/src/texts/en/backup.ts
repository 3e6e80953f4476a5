export const backup = {
  title: 'Backup',
  says: 'A backup is made on the machine of the server, by the command line. No secret ever travels through this page.',
  places: 'Your places',
  placesSays: 'The lines below are made for these folders. They stay in this browser’s address bar.',
  data: 'Data folder',
  dataHint:
    'What causeway serve was given as --data. Was it given --key-file FILE, too, add that to the lines about the key.',
  target: 'Folder for backups',
  key: {
    title: 'First of all: the installation key',
    says: 'Every private key, signing key and secret in the databases is sealed under it. It lies beside the data folder and not in it, so a backup of the databases alone opens nothing. Do this once, and again only when the key is another.',
    backup: 'Back up the installation key',
    password:
      'It asks for a password of 15 characters or more. Keep the file apart from the backups, and the password apart from both: on paper, or in a password manager.',
    show: 'See which key it is',
  },
  create: {
    title: 'Make a backup',
    says: 'The server goes on meanwhile. The folder is there whole or not at all.',
    once: 'Make a backup now',
    daily: 'Every night at three (crontab of the account of the server)',
    dailySays: 'Give full paths above: cron begins in the home folder of the account.',
    withKey: 'With the installation key in it, sealed under a password',
    withKeySays: 'Whoever has this backup and the password has everything.',
  },
  restore: {
    title: 'Restore it',
    says: 'Stop the server first. A backup goes into a data folder that holds no databases; every digest is checked before anything is written.',
    folder: 'Restore the databases (DATE is the folder of the backup)',
    key: 'Restore the installation key, on a new machine',
    start: 'Start the server again',
    after:
      'Clients refuse a config.ini whose revision fell. After an old backup they keep what they have until the tenant has published its way past it; nothing is lost meanwhile.',
  },
  holds: {
    title: 'What is in it',
    yes: 'In the backup',
    no: 'Not in the backup',
    in: [
      'Provisioning: tenants, certificates with their sealed private keys, changes, users, audit trail, notices',
      'Every tenant: clients, evidence, settings, inventory, sealed signing keys',
      'A manifest with the digest of each file and the id of the installation key',
    ],
    out: [
      'The installation key, unless you ask for it with --with-key: without it, no secret of the backup opens',
      'Spools of stand-alone endpoint servers: they are on their own machines, and send again what was not confirmed',
      'How the server is started: its service file and options',
      'Keys of clients: each is on its own computer and never leaves it',
    ],
  },
};
