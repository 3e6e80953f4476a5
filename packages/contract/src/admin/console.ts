import { type Static, Type } from 'typebox';
import { CertificateView, ImportCertificate } from './certificates.ts';
import { Hostname, Milliseconds, Nullable } from './primitives.ts';
import { FindingView } from './tenants.ts';

/** The console's own certificate. */
export const ConsoleView = Type.Object({
  /** In force. */
  certificate: CertificateView,
  renewsItself: Type.Boolean({ description: 'made by the console itself, which renews it near its end' }),
  /** Shown on new connections, and taken back unless it is confirmed. */
  trial: Nullable(
    Type.Object({
      certificate: CertificateView,
      hostname: Type.String(),
      by: Type.String(),
      startedAt: Milliseconds,
      until: Milliseconds,
    }),
  ),
  /** The last one that was taken back, until the next is tried. */
  undone: Nullable(Type.Object({ name: Type.String(), at: Milliseconds, reason: Type.String() })),
});
export type ConsoleView = Static<typeof ConsoleView>;

/** One of `certificate` and `import`. */
export const ConfigureConsole = Type.Object(
  {
    certificate: Type.Optional(
      Type.String({ maxLength: 300, description: 'name of a certificate of the store' }),
    ),
    import: Type.Optional(ImportCertificate),
    hostname: Type.Optional(Hostname),
  },
  { additionalProperties: false },
);
export type ConfigureConsole = Static<typeof ConfigureConsole>;

export const ConfigureConsoleAnswer = Type.Object({
  ...ConsoleView.properties,
  findings: Type.Array(FindingView),
});
export type ConfigureConsoleAnswer = Static<typeof ConfigureConsoleAnswer>;
