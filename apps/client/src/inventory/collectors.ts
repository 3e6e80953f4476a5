import { certificateFiles } from './certificates/certificate-files.ts';
import { certificateStore } from './certificates/certificate-store.ts';
import { keychain } from './certificates/keychain.ts';
import type { Collector } from './collector.ts';
import { cpus } from './cpus.ts';
import { battery } from './devices/battery.ts';
import { graphics } from './devices/graphics.ts';
import { pci } from './devices/pci.ts';
import { audioDevices, printers, usbDevices } from './devices/plugged-in.ts';
import { fileSystems } from './file-systems.ts';
import { hardware } from './hardware.ts';
import { lastUser } from './last-user.ts';
import { memoryModules } from './memory-modules.ts';
import { networkInterfaces } from './network/network-interfaces.ts';
import { operatingSystem } from './operating-system.ts';
import { launchd } from './services/launchd.ts';
import { systemd } from './services/systemd.ts';
import { windowsServices } from './services/windows-services.ts';
import { apk } from './software/apk.ts';
import { applications } from './software/applications.ts';
import { dpkg } from './software/dpkg.ts';
import { flatpak } from './software/flatpak.ts';
import { homebrew } from './software/homebrew.ts';
import { receipts } from './software/receipts.ts';
import { registry } from './software/registry.ts';
import { rpm } from './software/rpm.ts';
import { snap } from './software/snap.ts';
import { storeApps } from './software/store-apps.ts';
import { storageDevices } from './storage-devices.ts';
import { directoryService } from './users/directory-service.ts';
import { passwd } from './users/passwd.ts';
import { windowsAccounts } from './users/windows-accounts.ts';
import { docker } from './virtual-machines/docker.ts';
import { hyperV } from './virtual-machines/hyper-v.ts';
import { libvirt } from './virtual-machines/libvirt.ts';
import { virtualBox } from './virtual-machines/virtual-box.ts';

const EVERYWHERE: readonly Collector[] = [
  ...[hardware, lastUser, operatingSystem, cpus, memoryModules, storageDevices, fileSystems],
  ...[networkInterfaces, graphics, usbDevices, audioDevices, printers, battery, virtualBox],
];

const OF_PLATFORM: Readonly<Record<string, readonly Collector[]>> = {
  linux: [
    ...[dpkg, rpm, apk, flatpak, snap, homebrew, passwd, systemd, pci],
    ...[libvirt, docker, certificateFiles],
  ],
  darwin: [applications, receipts, homebrew, directoryService, launchd, docker, keychain],
  win32: [registry, storeApps, windowsAccounts, windowsServices, pci, hyperV, certificateStore],
};

/** All there is to ask on a computer of that platform, as Node names it. */
export function collectorsFor(platform: string): readonly Collector[] {
  return [...EVERYWHERE, ...(OF_PLATFORM[platform] ?? [passwd])];
}
