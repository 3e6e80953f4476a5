export const confirm = {
  label: (name: string) => `Type ${name} to go on`,
  differs: (name: string) => `What is typed above is not ${name} yet.`,
  keep: 'Keep it',
  close: 'Close',
};
export const copyable = { copy: 'Copy', copied: 'Copied', copyWhat: (label: string) => `Copy: ${label}` };
