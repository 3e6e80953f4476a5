import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLaunchd } from './launchd.ts';
import { readUnits } from './systemd.ts';
import { readWindowsServices } from './windows-services.ts';

test('systemd: what is loaded and what could be, without what is made for one session', () => {
  const units = [
    'ssh.service                loaded    active   running OpenBSD Secure Shell server',
    'apt-daily.service          loaded    inactive dead    Daily apt download activities',
    'ufw.service                loaded    active   exited  Uncomplicated firewall',
    '● nginx.service            loaded    failed   failed  A high performance web server',
    'auditd.service             not-found inactive dead    auditd.service',
    'user@1000.service          loaded    active   running User Manager for UID 1000',
    'getty@tty1.service         loaded    active   running Getty on tty1',
  ].join('\n');
  const files = [
    'ssh.service              enabled  enabled',
    'apt-daily.service        static   -',
    'nginx.service            enabled  enabled',
    'getty@.service           enabled  enabled',
    'rsync.service            disabled enabled',
  ].join('\n');
  assert.deepEqual(readUnits(units, files), [
    { name: 'ssh', displayName: 'OpenBSD Secure Shell server', state: 'running', startMode: 'enabled' },
    {
      name: 'apt-daily',
      displayName: 'Daily apt download activities',
      state: 'stopped',
      startMode: 'static',
    },
    { name: 'ufw', displayName: 'Uncomplicated firewall', state: 'stopped' },
    { name: 'nginx', displayName: 'A high performance web server', state: 'failed', startMode: 'enabled' },
    { name: 'getty@tty1', displayName: 'Getty on tty1', state: 'running' },
    { name: 'rsync', state: 'stopped', startMode: 'disabled' },
  ]);
});

test('launchd: what runs and what does not, without the windows of people', () => {
  const listed = [
    'PID\tStatus\tLabel',
    '-\t0\tcom.apple.SafariHistoryServiceAgent',
    '412\t0\tcom.example.agent',
    '903\t0\tapplication.com.apple.Terminal.1152921500311885839.1152921500311885844',
    '77\t0\tcom.apple.xpc.launchd.oneshot.0x10000001.1234567',
    '',
  ].join('\n');
  assert.deepEqual(readLaunchd(listed), [
    { name: 'com.apple.SafariHistoryServiceAgent', state: 'stopped' },
    { name: 'com.example.agent', state: 'running' },
  ]);
});

test('Windows: services of the machine, without those that each log-on makes anew', () => {
  const rows = [
    {
      ...{ Name: 'Spooler', DisplayName: 'Print Spooler', State: 'Running', StartMode: 'Auto' },
      StartName: 'LocalSystem',
    },
    { Name: 'CDPUserSvc_4f2a1', DisplayName: 'Connected Devices', State: 'Running', StartMode: 'Auto' },
    { Name: 'X', DisplayName: null, State: 'Stopped', StartMode: 'Disabled', StartName: null },
  ];
  assert.deepEqual(readWindowsServices(rows), [
    {
      ...{ name: 'Spooler', displayName: 'Print Spooler', account: 'LocalSystem' },
      ...{ state: 'running', startMode: 'auto' },
    },
    { name: 'X', state: 'stopped', startMode: 'disabled' },
  ]);
});
