import type { TenantView } from '@causeway/contract/admin';
import { Checkbox, Group, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useDeed, useThing } from '../../api/use-api.ts';
import { useTenantApi } from '../../app/tenant.ts';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import * as texts from '../../texts/index.ts';
import { ForeseenChange, useForeseenChange } from './ForeseenChange.tsx';
import { ProxyFields, RescueField, SiteFields } from './SiteFields.tsx';
import { type SiteForm, siteFormOf, whatDiffers } from './site-form.ts';
import { useWhyNotSave } from './use-why-not-save.ts';

const says = texts.website;

/** Hostname, binding, ports and certificate; what Save will do is said while one types. */
export default function WebsiteTab() {
  const api = useTenantApi();
  const tenant = useThing<TenantView>(api);
  const [edited, setEdited] = useState<Partial<SiteForm>>({});
  const form = { ...siteFormOf(tenant.saved), ...edited };
  const change = (part: Partial<SiteForm>) => setEdited({ ...edited, ...part });
  const [now, setNow] = useState(false);
  const differing = whatDiffers(tenant.saved, form);
  const wanted = differing && { ...differing, ...(now && { now }) };
  const foreseen = useForeseenChange(`${api}/site`, wanted);
  const navigate = useNavigate();
  const save = useDeed<{ change?: string }>(({ change }) => {
    setEdited({});
    if (change !== undefined) void navigate({ to: `/changes/${change}` });
  });
  const because = useWhyNotSave(wanted, foreseen);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (because === undefined) save.mutate({ method: 'POST', path: `${api}/site`, body: wanted });
  };
  return (
    <form onSubmit={submit}>
      <PageTitle title={says.title} says={says.says} />
      <Stack maw={640}>
        <SiteFields form={form} onChange={change} />
        <RescueField form={form} onChange={change} />
        <ProxyFields form={form} onChange={change} />
        <Checkbox
          label={says.now}
          description={says.nowHint}
          checked={now}
          onChange={(event) => setNow(event.currentTarget.checked)}
        />
        {wanted !== undefined && <ForeseenChange {...foreseen} />}
        {save.error !== null && <RefusalAlert refusal={save.error.refusal} />}
        <Group>
          <ReasonedButton type="submit" because={because} loading={save.isPending}>
            {says.save}
          </ReasonedButton>
        </Group>
      </Stack>
    </form>
  );
}
