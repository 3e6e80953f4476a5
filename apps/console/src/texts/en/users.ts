export const users = {
  title: 'Users',
  says: 'Who may sign in here, and what each may do.',
  add: 'Add a user',
  create: 'Add',
  edit: 'Change',
  editTitle: (name: string) => `Change ${name}`,
  unchanged: 'Nothing differs from what is saved.',
  save: 'Save',
  remove: 'Delete',
  removeTitle: (name: string) => `Delete ${name}?`,
  removeText: 'Their sessions and API tokens end at once. What they did stays in the audit trail.',
  removeLabel: (name: string) => `Delete ${name}`,
  password: 'Password',
  passwordHint: 'They can change it once they are signed in.',
  newPassword: 'New password',
  newPasswordHint: 'Leave it empty to keep the one they have.',
  takeTotp: 'Take the second factor away',
  accessEnds: 'Their sessions end and their API tokens are revoked.',
  sessionsEnd: 'Their sessions end. Their API tokens go on.',
  keepTokens: 'Keep their API tokens',
  hasTotp: 'Authenticator app',
  noTotp: 'None',
  openId: 'By OpenID Connect',
  /** At provisioning, and at the site of a tenant. */
  mayDo: {
    provisioning: {
      viewer: 'sees everything and changes nothing but their own account.',
      operator: 'runs the fleet: tenants, changes, clients, certificates, endpoint servers.',
      admin: 'may do everything: users, signing keys, the CA, deleting a tenant.',
    },
    platform: {
      viewer: 'sees everything of this tenant and changes nothing but their own account.',
      operator: 'runs the fleet of this tenant: clients, computers, endpoint servers, frequencies.',
      admin: 'may do everything there is here: users and their API tokens, too.',
    },
  },
  columns: {
    name: 'Name',
    role: 'Role',
    secondFactor: 'Second factor',
    created: 'Added',
    actions: 'Actions',
  },
};

export const rolesPage = {
  title: 'Roles',
  says: 'Each may do what those before it may. A role that is changed counts at once.',
  role: 'Role',
  may: 'Whoever has it',
};
