import { Option } from 'commander';

/** What `add` and `configure` both take. */
export const channelOptions = {
  toUrl: ['--to-url <url>', 'https, or http to this machine'],
  smtp: ['--smtp <host:port>', 'mail server'],
  from: ['--from <address>', 'sender'],
  to: ['--to <addresses...>', 'recipients'],
  user: ['--user <user>', 'who signs in at the mail server'],
  passwordFile: ['--password-file <file>', 'file with the password; - reads it from standard input'],
} as const;

export function securityOption(): Option {
  return new Option(
    '--security <how>',
    'tls (465 as a rule), starttls (587), or none to this machine',
  ).choices(['tls', 'starttls', 'none']);
}
