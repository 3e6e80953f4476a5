import { Checkbox, Group, NumberInput, Radio, Select, TextInput } from '@mantine/core';
import { useSession } from '../../app/session.ts';
import * as texts from '../../texts/index.ts';
import type { SiteForm } from './site-form.ts';
import { useCertificateChoices } from './use-certificate-choices.ts';

const says = texts.website;

interface SiteFieldsProps {
  readonly form: SiteForm;
  readonly onChange: (part: Partial<SiteForm>) => void;
}

/** Hostname, binding, ports and certificate. */
export function SiteFields({ form, onChange }: SiteFieldsProps) {
  const { hostname, binding, httpPort, httpsPort } = form;
  return (
    <>
      <TextInput
        label={says.hostname}
        description={says.hostnameHint}
        value={hostname}
        onChange={(event) => onChange({ hostname: event.currentTarget.value })}
      />
      <Radio.Group
        label={says.binding}
        value={binding}
        // The options below are all that there is.
        onChange={(value) => onChange({ binding: value as SiteForm['binding'] })}
      >
        <Group mt={4}>
          {(['http', 'http+https', 'https'] as const).map((one) => (
            <Radio key={one} value={one} label={texts.tenants.bindings[one]} />
          ))}
        </Group>
      </Radio.Group>
      <Group grow>
        {binding !== 'https' && (
          <Port label={says.httpPort} value={httpPort} onChange={(port) => onChange({ httpPort: port })} />
        )}
        {binding !== 'http' && (
          <Port label={says.httpsPort} value={httpsPort} onChange={(port) => onChange({ httpsPort: port })} />
        )}
      </Group>
      {binding !== 'http' && <CertificateField form={form} onChange={onChange} />}
    </>
  );
}

/** What the HTTP port goes on serving once everything else is under HTTPS. */
export function RescueField({ form, onChange }: SiteFieldsProps) {
  if (form.binding !== 'https') return null;
  return (
    <Checkbox
      label={says.rescue}
      description={says.rescueHint}
      checked={form.rescue}
      onChange={(event) => onChange({ rescue: event.currentTarget.checked })}
    />
  );
}

/** What lies in front. */
export function ProxyFields({ form: { proxy, httpPort }, onChange }: SiteFieldsProps) {
  return (
    <>
      <Checkbox
        label={says.proxy}
        description={says.proxyHint}
        checked={proxy !== null}
        onChange={(event) =>
          onChange({ proxy: event.currentTarget.checked ? { from: '', port: httpPort } : null })
        }
      />
      {proxy !== null && (
        <Group grow align="flex-start">
          <TextInput
            label={says.proxyFrom}
            description={says.proxyFromHint}
            value={proxy.from}
            onChange={(event) => onChange({ proxy: { ...proxy, from: event.currentTarget.value } })}
          />
          <Port
            label={says.proxyPort}
            description={says.proxyPortHint}
            value={proxy.port}
            onChange={(port) => onChange({ proxy: { ...proxy, port } })}
          />
        </Group>
      )}
    </>
  );
}

interface PortProps {
  readonly label: string;
  readonly description?: string;
  readonly value: number;
  readonly onChange: (port: number) => void;
}

function Port({ label, description, value, onChange }: PortProps) {
  return (
    <NumberInput
      label={label}
      description={description}
      value={value}
      min={1}
      max={65_535}
      allowDecimal={false}
      hideControls
      onChange={(port) => onChange(Number(port))}
    />
  );
}

function CertificateField({ form, onChange }: SiteFieldsProps) {
  const { site } = useSession();
  return (
    <Select
      label={says.certificate}
      description={says.certificateHint}
      placeholder={says.choose}
      data={useCertificateChoices()}
      value={form.certificate}
      onChange={(certificate) => onChange({ certificate })}
      nothingFoundMessage={site.kind === 'provisioning' ? says.noCertificate : says.noCertificateHere}
    />
  );
}
