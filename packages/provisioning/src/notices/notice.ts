export type NoticeSeverity = 'notice' | 'warning' | 'error';

/** Something that somebody should be told, in steps that grow more urgent. */
export interface Notice {
  /** What it goes on about, such as `expiry/certificate/<sha256>`: steps of one series follow on one another. */
  readonly series: string;
  /** From 0. A series is told once of each step, and never of one before the last that was told. */
  readonly step: number;
  /** What sort of notice it is, for filters: `certificate-expiry`. */
  readonly kind: string;
  /** What it is about, by the name that admins know. */
  readonly subject: string;
  readonly severity: NoticeSeverity;
  /** Whole sentences: what is, and the remedy. */
  readonly text: string;
  /** For programs; must survive JSON. */
  readonly details: unknown;
}

/** Whatever watches something and has notices to give. */
export interface NoticeSource {
  /**
   * The newest step that has come of every series, told before or not: whoever asks drops what was told. Of several
   * steps that came since the last look the newest alone. Called about once a minute; should stay cheap.
   */
  due(now: number): Promise<Notice[]>;
}

export function noticeIdOf({ series, step }: Pick<Notice, 'series' | 'step'>): string {
  return `${series}/${step}`;
}

/** Those whose step is beyond the last one told of their series, so that a clock set back repeats nothing. */
export function freshNotices(due: readonly Notice[], told: ReadonlyMap<string, number>): Notice[] {
  return due.filter(({ series, step }) => step > (told.get(series) ?? -1));
}
