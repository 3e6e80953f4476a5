/** What a step does, by its name (`siteSteps` of packages/changes). */
export const titlesOfSteps: Readonly<Record<string, string>> = {
  preflight: 'preflight: certificate, name and ports',
  announce: 'publish the trust anchors of what comes',
  open: 'open the new beside the old',
  prove: 'dial them from outside, and their neighbors',
  publish: 'publish what comes in config.ini',
  crossing: 'wait until every active client has proven a way that stays',
  recheck: 'check the law once more',
  swap: 'put the coming certificate live',
  confirm: 'dial it from outside once it is live',
  settle: 'publish what stays',
  close: 'drain and close the old listeners',
  record: 'write down what is in force',
};
