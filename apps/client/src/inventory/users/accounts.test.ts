import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDirectoryGroups, readDirectoryUsers } from './directory-service.ts';
import { readGroups, readPasswd } from './passwd.ts';
import { readWindowsGroups, readWindowsUsers } from './windows-accounts.ts';

test('passwd: names, ids, homes and shells; no comment, no reference to a directory, and never a password', () => {
  const users = readPasswd(
    [
      'root:x:0:0:root:/root:/bin/bash',
      'åsa:$6$secret:1000:1000:Åsa Öberg,Room 7,,:/home/åsa:/bin/zsh',
      'nobody:*:65534:65534::/nonexistent:',
      '# a comment',
      '+@admins::::::',
      '+::::::',
      '',
    ].join('\n'),
  );
  assert.deepEqual(users, [
    { name: 'root', id: '0', fullName: 'root', home: '/root', shell: '/bin/bash' },
    { name: 'åsa', id: '1000', fullName: 'Åsa Öberg', home: '/home/åsa', shell: '/bin/zsh' },
    { name: 'nobody', id: '65534', home: '/nonexistent' },
  ]);
  assert.doesNotMatch(JSON.stringify(users), /secret/);
  assert.deepEqual(readGroups('sudo:x:27:zoe,anna\nempty:x:99:\n'), [
    { name: 'sudo', id: '27', members: ['anna', 'zoe'] },
    { name: 'empty', id: '99' },
  ]);
});

test('directory service: values behind the name or below it', () => {
  const users = [
    'NFSHomeDirectory: /Users/anna\nRealName:\n Anna Example\nRecordName: anna com.apple.idms.x\nUniqueID: 501\nUserShell: /bin/zsh\n',
    '\nNFSHomeDirectory: /var/empty\nRealName: nobody\nRecordName: nobody\nUniqueID: -2\nUserShell: /usr/bin/false\n',
  ].join('-');
  assert.deepEqual(readDirectoryUsers(users), [
    { name: 'anna', id: '501', fullName: 'Anna Example', home: '/Users/anna', shell: '/bin/zsh' },
    { name: 'nobody', id: '-2', fullName: 'nobody', home: '/var/empty', shell: '/usr/bin/false' },
  ]);
  const groups =
    'GroupMembership: root anna\nPrimaryGroupID: 80\nRecordName: admin BUILTIN\\Administrators\n';
  assert.deepEqual(readDirectoryGroups(groups), [{ name: 'admin', id: '80', members: ['anna', 'root'] }]);
});

test('Windows: local accounts and who is in which group', () => {
  assert.deepEqual(readWindowsUsers([{ name: 'Anna', id: 'S-1-5-21-1-1001', full: '' }, { name: null }]), [
    { name: 'Anna', id: 'S-1-5-21-1-1001' },
  ]);
  const groups = [
    { name: 'Administrators', id: 'S-1-5-32-544', members: ['PC/Anna', 'ACME/Domain Admins'] },
    { name: 'Guests', id: 'S-1-5-32-546', members: [] },
    { name: 'One', id: 'S-1', members: 'PC/Anna' },
  ];
  assert.deepEqual(readWindowsGroups(groups), [
    { name: 'Administrators', id: 'S-1-5-32-544', members: ['ACME/Domain Admins', 'PC/Anna'] },
    { name: 'Guests', id: 'S-1-5-32-546' },
    { name: 'One', id: 'S-1', members: ['PC/Anna'] },
  ]);
});
