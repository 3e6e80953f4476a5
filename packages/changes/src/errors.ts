import { defineErrors } from '@causeway/errors';

export const changeErrors = defineErrors({
  BINDING_SKIPS_INTERIM: {
    kind: 'conflict',
    says: 'This would switch the old transport off before any client could learn the new one.',
    hint: 'Choose the binding HTTP + HTTPS first.',
  },
  CLIENTS_NOT_PROVEN: {
    kind: 'conflict',
    says: 'This would take away the last address that some active clients have proven they can use.',
    hint: 'Wait until every client named here has crossed, or waive or retire it by name.',
  },
  CHANGE_IN_PROGRESS: {
    kind: 'conflict',
    says: 'Another change of this tenant is not over yet.',
    hint: 'Follow it with `causeway change watch ID`, or put everything back with `causeway change undo ID`.',
  },
  CHANGE_OVER: {
    kind: 'conflict',
    says: 'This change is over, so there is nothing left to stop.',
    hint: 'Configure the tenant as it should be: going back is a change of its own and obeys the same law.',
  },
  CHANGE_STOPPED: {
    kind: 'conflict',
    says: 'This change was stopped on request, and everything was put back.',
    hint: 'Start it again when you are ready.',
  },
  CHANGE_STEP_FAILED: {
    kind: 'fault',
    says: 'A step of this change failed in a way that nobody foresaw.',
    hint: 'The log of the server has the details; please report them.',
  },
  CHANGE_STEP_TIMEOUT: {
    kind: 'unavailable',
    says: 'A step of this change took too long.',
    hint: 'Look at the load and the disk of the server, then try again.',
  },
});
