import { LocalSite } from '@causeway/contract/upstream-messages';
import { type Static, Type } from 'typebox';

const FileText = Type.String({ maxLength: 400_000 });

/** What the configuration tool asks to be tested or applied. Files are base64: they may be of any format. */
export const LocalRequest = Type.Object({
  site: LocalSite,
  /** Absent to go on with the certificate that is served, as far as its key is here. */
  certificate: Type.Optional(FileText),
  key: Type.Optional(FileText),
  anchor: Type.Optional(FileText),
});
export type LocalRequest = Static<typeof LocalRequest>;

export const ApplyRequest = Type.Object({
  ...LocalRequest.properties,
  /** `forced`: also when the test finds errors. */
  mode: Type.Union([Type.Literal('checked'), Type.Literal('forced')]),
});
export type ApplyRequest = Static<typeof ApplyRequest>;
