import { defineErrors } from '@causeway/errors';
import { accessEntries } from './access/access-entries.ts';

export const provisioningErrors = defineErrors({
  ...accessEntries,
  TENANT_NOT_FOUND: {
    kind: 'not-found',
    says: 'There is no tenant of that name.',
    hint: 'List them with `causeway tenant list`.',
  },
  TENANT_NAME_INVALID: {
    kind: 'input',
    says: 'This is not a name for a tenant.',
    hint: 'Use lower-case letters, digits and hyphens, starting with a letter or digit.',
  },
  TENANT_NAME_TAKEN: {
    kind: 'conflict',
    says: 'There is a tenant of that name already.',
    hint: 'Choose another name, or delete the old tenant first.',
  },
  TENANT_HAS_CLIENTS: {
    kind: 'conflict',
    says: 'Deleting this tenant would strand its active clients.',
    hint: 'Retire or move its clients first; `causeway client list TENANT` names them.',
  },
  TENANT_CHANGED: {
    kind: 'conflict',
    says: 'Another change of this tenant has ended since this one was planned.',
    hint: 'Look at `causeway tenant show TENANT`, then ask again.',
  },
  TENANT_NOT_SERVED: {
    kind: 'unavailable',
    says: 'This tenant is not running on this server.',
    hint: '`causeway tenant show TENANT` says why; the server tries again by itself.',
  },
  CONFIRMATION_MISSING: {
    kind: 'input',
    says: 'Deleting cannot be taken back, so it asks for the name.',
    hint: 'Repeat the name with --confirm NAME.',
  },
  CERTIFICATE_NOT_FOUND: {
    kind: 'not-found',
    says: 'There is no certificate of that name.',
    hint: 'List them with `causeway certificate list`.',
  },
  CERTIFICATE_REQUEST_NOT_FOUND: {
    kind: 'not-found',
    says: 'There is no certificate request of that name waiting for its answer.',
    hint: 'List them with `causeway certificate request list`; an answered one is a certificate.',
  },
  CERTIFICATE_IN_USE: {
    kind: 'conflict',
    says: 'This certificate is in use.',
    hint: 'Give the tenants named here another certificate first.',
  },
  RENEWAL_IMPOSSIBLE: {
    kind: 'conflict',
    says: 'Nobody but an admin can renew this certificate.',
    hint: 'Import its successor in time, then `causeway certificate replace NAME --with OTHER`.',
  },
  CERTIFICATE_UNUSED: {
    kind: 'conflict',
    says: 'No tenant uses this certificate, so there is nothing to replace.',
    hint: '`causeway certificate show NAME` says where it is used.',
  },
  CERTIFICATE_REQUIRED: {
    kind: 'input',
    says: 'A binding with HTTPS needs a certificate.',
    hint: 'Add --certificate NAME; `causeway certificate list` shows what there is.',
  },
  PORTS_EQUAL: {
    kind: 'input',
    says: 'One port cannot speak both HTTP and HTTPS.',
    hint: 'Give --http-port and --https-port different numbers.',
  },
  PROXY_INCOMPLETE: {
    kind: 'input',
    says: 'A proxy in front takes both: where it connects from, and the port that we listen on for it.',
    hint: 'Give --proxy-from and --proxy-port, or --no-proxy.',
  },
  PREFLIGHT_FAILED: {
    kind: 'conflict',
    says: 'The preflight found what would break for clients.',
    hint: 'Mend each error named here, then try again.',
  },
  PROOF_FAILED: {
    kind: 'conflict',
    says: 'The new address did not answer as it must when dialed from outside.',
    hint: 'Everything was put back. Mend what is named here, then try again.',
  },
  NEIGHBOR_DISTURBED: {
    kind: 'fault',
    says: 'A neighbor on the same port no longer presents its own certificate.',
    hint: 'Everything was put back. Please report this.',
  },
  CLIENT_NOT_FOUND: {
    kind: 'not-found',
    says: 'This tenant has no such client.',
    hint: 'List them with `causeway client list TENANT`.',
  },
  CLIENT_AMBIGUOUS: {
    kind: 'conflict',
    says: 'Several clients have that name.',
    hint: 'Give the id of the one you mean.',
  },
  CLIENT_TAKES_NO_ACTIONS: {
    kind: 'conflict',
    says: 'This client cannot be asked to do anything from here.',
    hint: 'Only a client of ours that is enrolled comes for what it is asked. A foreign agent is set up where it runs.',
  },
  ACTIONS_TOO_MANY: {
    kind: 'conflict',
    says: 'This client has not come yet for what it was asked before.',
    hint: 'Wait for its next poll, or take one back: `causeway client actions TENANT CLIENT`, `causeway client withdraw TENANT ID`.',
  },
  ACTION_NOT_FOUND: {
    kind: 'not-found',
    says: 'No such action waits in this tenant.',
    hint: 'List them with `causeway client actions TENANT`; what was done cannot be taken back.',
  },
  DIAGNOSTICS_NOT_FOUND: {
    kind: 'not-found',
    says: 'This client has sent no diagnostics.',
    hint: 'Ask for them with `causeway client action TENANT CLIENT diagnostics`; they come with its next poll.',
  },
  GROUP_NOT_FOUND: {
    kind: 'not-found',
    says: 'This tenant has no group of that name.',
    hint: 'List them with `causeway group list TENANT`; make one with `causeway group set TENANT GROUP`.',
  },
  GROUP_NAME_INVALID: {
    kind: 'input',
    says: 'This is not a name for a group of clients.',
    hint: 'Use lower-case letters, digits and hyphens.',
  },
  GROUP_IN_USE: {
    kind: 'conflict',
    says: 'This group is not empty.',
    hint: 'Move its clients (`causeway client group TENANT CLIENT --none`) and delete its enrollment tokens first.',
  },
  GROUPS_TOO_MANY: {
    kind: 'conflict',
    says: 'This tenant has as many groups as config.ini has room for.',
    hint: 'Delete one first: `causeway group delete TENANT GROUP`.',
  },
  ACTIVE_WINDOW_TOO_SHORT: {
    kind: 'input',
    says: 'Clients that poll this seldom would count as asleep while they are wide awake.',
    hint: 'Give the group a longer active window, or let it poll more often.',
  },
  ENROLLMENT_TOKEN_NOT_FOUND: {
    kind: 'not-found',
    says: 'This tenant has no such enrollment token.',
    hint: 'List them with `causeway enrollment-token list TENANT`.',
  },
  CHANGE_NOT_FOUND: {
    kind: 'not-found',
    says: 'There is no such change.',
    hint: 'List them with `causeway change list`.',
  },
  CHANGE_OF_PROVISIONING: {
    kind: 'access',
    says: 'Nobody of this tenant began this change, so it is undone at provisioning.',
    hint: 'Ask an admin of provisioning, who undoes it with `causeway change undo ID`.',
  },
  NOTICE_CHANNEL_NAME_TAKEN: {
    kind: 'conflict',
    says: 'There is a notice channel of that name.',
    hint: 'Choose another name, or change that channel: `causeway notice channel configure NAME`.',
  },
  NOTICE_CHANNEL_NOT_FOUND: {
    kind: 'not-found',
    says: 'There is no notice channel of that name.',
    hint: 'List them with `causeway notice channel list`.',
  },
  NOTICE_CHANNEL_KIND_OTHER: {
    kind: 'input',
    says: 'A notice channel of this kind has nothing of that.',
    hint: 'The kind of a channel stays; add one of the other kind with `causeway notice channel add`.',
  },
  NOTICE_PASSWORD_OF_OTHER_SERVER: {
    kind: 'input',
    says: 'The password that is kept was given for another mail server, and is sent to no other.',
    hint: 'Give --password-file with the password for the new one, or --no-user when it asks for none.',
  },
  NOTICE_URL_INVALID: {
    kind: 'input',
    says: 'This is not a URL that a webhook can be sent to.',
    hint: 'Give an https URL; what proves who sends is the signature, not a password in the URL.',
  },
  NOTICE_SECRET_INVALID: {
    kind: 'input',
    says: 'This is not a secret that webhooks can be signed with.',
    hint: 'Leave it out, and a secret is made and shown once.',
  },
  NOTICE_PLAIN_REFUSED: {
    kind: 'input',
    says: 'Notices leave this machine encrypted, or not at all.',
    hint: 'Use https, or --security tls or starttls; --anchor FILE names a CA of your own.',
  },
  NOTICE_MAIL_ADDRESS_INVALID: {
    kind: 'input',
    says: 'This is not a mail address.',
    hint: 'Give it bare: admins@acme.example.',
  },
  NOTICE_SIGN_IN_INCOMPLETE: {
    kind: 'input',
    says: 'Signing in at a mail server takes a user and a password.',
    hint: 'Give --user and --password-file, or neither.',
  },
  NOTICE_ANCHOR_INVALID: {
    kind: 'input',
    says: 'This is not a trust anchor.',
    hint: 'Give the PEM file of the CA that issued the certificate of the receiver.',
  },
  NOTICE_RECEIVER_UNTRUSTED: {
    kind: 'trust',
    says: 'The receiver of notices did not prove who it is. Nothing was sent.',
    hint: 'Mend its certificate, or give the anchor of its CA: `causeway notice channel configure NAME --anchor FILE`; then `causeway notice channel test NAME`.',
  },
  NOTICE_RECEIVER_UNAVAILABLE: {
    kind: 'unavailable',
    says: 'The receiver of notices does not answer as it should.',
    hint: 'It is tried again by itself; check that it runs and that this machine reaches it.',
  },
  NOTICE_SIGN_IN_REFUSED: {
    kind: 'access',
    says: 'The mail server does not accept this user and password.',
    hint: 'Give the right ones: `causeway notice channel configure NAME --user USER --password-file FILE`; then `causeway notice channel test NAME`.',
  },
  NOTICE_REFUSED: {
    kind: 'conflict',
    says: 'The receiver refused the notice.',
    hint: 'Check the URL, or sender and recipients, against the log of the receiver; `causeway notice channel configure NAME` changes them.',
  },
  CONSOLE_CLOSED: {
    kind: 'unavailable',
    says: 'The console is not open yet.',
    hint: 'Wait until the server has started.',
  },
  CONSOLE_CERTIFICATE_UNSAID: {
    kind: 'input',
    says: 'This does not say which certificate the console shall have.',
    hint: 'Give one of --certificate NAME, from the store, and --file FILE, which is imported.',
  },
  CONSOLE_TRIAL_RUNNING: {
    kind: 'conflict',
    says: 'Another certificate of the console waits to be confirmed.',
    hint: 'Confirm it, or wait until it is taken back by itself; `causeway console show` says when.',
  },
  CONSOLE_TRIAL_OVER: {
    kind: 'conflict',
    says: 'No certificate of the console waits to be confirmed.',
    hint: 'Look at `causeway console show`; `causeway console configure` starts anew.',
  },
  CONSOLE_CONNECTION_OLD: {
    kind: 'conflict',
    says: 'This connection was made before the new certificate was shown, so it proves nothing.',
    hint: 'Close it and confirm over a new one.',
  },
  ROUTE_NOT_FOUND: {
    kind: 'not-found',
    says: 'There is nothing here.',
    hint: 'The routes are in the OpenAPI document at /api/v1/openapi.json.',
  },
  REQUEST_INVALID: {
    kind: 'input',
    says: 'This request is not what the route takes.',
    hint: 'Compare it with the OpenAPI document at /api/v1/openapi.json.',
  },
  REQUEST_TOO_LARGE: {
    kind: 'input',
    says: 'This request is larger than the route takes.',
    hint: 'Certificates are a few kilobytes; check that you sent the right file.',
  },
  INTERNAL_FAULT: {
    kind: 'fault',
    says: 'The server met a fault of its own.',
    hint: 'The log of the server has the details under the time of this request.',
  },
  ENDPOINT_SERVER_NAME_TAKEN: {
    kind: 'conflict',
    says: 'This tenant has an endpoint server of that name already.',
    hint: 'Start the new one with another --name, or remove the old one first: `causeway endpoint-server list TENANT`.',
  },
  ENDPOINT_SERVER_NOT_FOUND: {
    kind: 'not-found',
    says: 'This tenant has no endpoint server of that name.',
    hint: 'List them with `causeway endpoint-server list TENANT`.',
  },
  ENDPOINT_SERVER_NAME_INVALID: {
    kind: 'input',
    says: 'This cannot be the name of an endpoint server.',
    hint: 'Start it with --name NAME: a-z, 0-9 and -, at most 63, starting with a letter or digit; not `default`.',
  },
  ENDPOINT_SERVER_STATE_WRONG: {
    kind: 'conflict',
    says: 'That cannot be done to an endpoint server in this state.',
    hint: '`causeway endpoint-server list TENANT` shows the state of each.',
  },
  ENDPOINT_SERVER_LAGS: {
    kind: 'unavailable',
    says: 'This endpoint server does not take up what it is offered.',
    hint: 'Look at it on its own machine: `causeway-endpoint status`. It goes on with what it served before.',
  },
  ENDPOINT_SERVER_REFUSES: {
    kind: 'conflict',
    says: 'This endpoint server cannot serve what it is offered.',
    hint: 'Mend on its machine what is named here, then try again. It goes on with what it served before.',
  },
  ENDPOINT_SERVER_CHANGED_LOCALLY: {
    kind: 'conflict',
    says: 'This endpoint server was changed on its own machine, and serves something else than it is offered.',
    hint: 'Decide first: `causeway endpoint-server adopt TENANT NAME`, or `overrule`.',
  },
  LOCAL_CHANGE_NOT_FOUND: {
    kind: 'conflict',
    says: 'Nothing was changed at this endpoint server itself.',
    hint: '`causeway endpoint-server list TENANT` shows which ones were changed locally.',
  },
  PAGES_NOT_BUILT: {
    kind: 'unavailable',
    says: 'The pages of the console are not built.',
    hint: 'Run `npm run build` in the folder of Causeway, then start the server again.',
  },
  HTTPS_NEEDED: {
    kind: 'access',
    says: 'This website is served over HTTPS: nobody signs in over HTTP.',
    hint: 'Use the HTTPS address.',
  },
});
