/** Of a client that will not cross, wherever it is looked at. */
export const leave = {
  waive: 'Waive',
  waiveTitle: (name: string) => `Waive ${name}`,
  waiveText:
    'A crossing may then leave it behind. It is still served while it comes. Who waived it, when and why is kept.',
  reason: 'Why it may be left behind',
  reasonHint: 'Kept with your name, for whoever asks later',
  reasonMissing: 'Give a reason first.',
  waiveAction: 'Waive it',
  unwaive: 'Take the waiver back',
  retire: 'Retire',
  retireTitle: (name: string) => `Retire ${name}?`,
  retireText:
    'A retired client no longer counts, and is no longer served. What is known of its computer stays.',
  ways: 'How',
  wayNames: { ask: 'Ask it to stop, then retire it', now: 'Retire it now' },
  waysMean: {
    ask: 'For a computer that still runs. The client hears of it at its next poll, stops for good and says so; then it is retired. Until then it counts, and you can take this back.',
    now: 'For a computer that is gone. It is retired at once, whether or not it hears of it: one that still runs is refused, asks again once an hour, and has to be enrolled anew to come back.',
  },
  foreign:
    'A foreign agent cannot be asked to stop. It is retired at once, and refused when it comes: take it off its computer, too.',
  actions: { ask: 'Ask it to stop', now: 'Retire it now' },
  asked: 'It was asked to stop: it hears of it at its next poll, and counts until it has stopped.',
};
