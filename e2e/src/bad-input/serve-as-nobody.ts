/**
 * `causeway`, as an account without any right: takes everything away from this process before the program starts. Only
 * root can give itself away; for anyone else there is nothing to take.
 */
const NOBODY = 65_534;
if (process.getuid?.() === 0) {
  process.setgroups?.([]);
  process.setgid?.(NOBODY);
  process.setuid?.(NOBODY);
}
await import('@causeway/server/main');
