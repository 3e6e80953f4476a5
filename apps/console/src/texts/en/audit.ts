export const audit = {
  title: 'Audit',
  says: 'Who did what, newest first. Entries are never changed and never removed.',
  filters: 'Filters',
  times: { since: 'From', until: 'Until' },
  csv: 'CSV',
  jsonLines: 'JSON Lines',
  none: 'Nothing to show',
  noneText: 'No entry fits these filters.',
  done: 'done',
  columns: {
    at: 'When',
    actor: 'Who',
    action: 'What',
    subject: 'To what',
    outcome: 'Outcome',
    detail: 'Detail',
  },
};
