/** Where a change is. */
export const changeStates = ['running', 'crossing', 'done', 'undoing', 'undone', 'stuck'] as const;

/** What an admin may ask of a client. */
export const actionKinds = ['inventory', 'diagnostics', 're-enroll', 'retire'] as const;
