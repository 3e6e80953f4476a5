export const newTenant = {
  button: 'New tenant',
  title: 'New tenant',
  says: 'A tenant is one isolated platform: its website, its database, its clients. It listens as soon as it is created.',
  name: 'Name',
  nameHint: 'Lower-case letters, digits and hyphens; clients and commands call it so, and it stays',
  nameExample: 'acme',
  hostnameExample: 'inventory.acme.example',
  binding:
    'Begin with what your clients can use today: it can move from HTTP to HTTPS later without losing one.',
  found: 'What the server says',
  fine: 'Nothing speaks against it.',
  later: 'Give it a name and a hostname: what speaks against them is said here while you type.',
  create: 'Create the tenant',
  incomplete: 'It needs a name and a hostname.',
};
