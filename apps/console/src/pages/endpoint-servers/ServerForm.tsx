import type { ConfigureAnswer, EndpointServerView } from '@causeway/contract/admin';
import { Checkbox, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useDeed } from '../../api/use-api.ts';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import * as texts from '../../texts/index.ts';
import { ForeseenChange, useForeseenChange } from '../tenants/ForeseenChange.tsx';
import { RescueField, SiteFields } from '../tenants/SiteFields.tsx';
import { type SiteForm, siteFormOf } from '../tenants/site-form.ts';
import { useWhyNotSave } from '../tenants/use-why-not-save.ts';
import { serverRequest, siteToStartFrom } from './server-request.ts';
import { useFollowChange } from './use-follow-change.ts';

const says = texts.endpointServers.one;

interface ServerFormProps {
  readonly server: EndpointServerView;
  readonly path: string;
}

/** Hostname, binding, ports and certificate; what Save or Authorize will do is said while one types. */
export function ServerForm({ server, path }: ServerFormProps) {
  const isPending = server.state === 'pending';
  const [edited, setEdited] = useState<Partial<SiteForm>>({});
  const [now, setNow] = useState(false);
  const before = siteToStartFrom(server);
  const form = { ...siteFormOf(before), ...edited };
  const wanted = serverRequest(server, form, now);
  const to = `${path}/${isPending ? 'authorize' : 'configure'}`;
  const foreseen = useForeseenChange(to, wanted);
  const follow = useFollowChange();
  const save = useDeed<ConfigureAnswer>((answer) => {
    setEdited({});
    follow(answer);
  });
  const because = useWhyNotSave(wanted, foreseen);
  const change = (part: Partial<SiteForm>) => setEdited({ ...edited, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (because === undefined) save.mutate({ method: 'POST', path: to, body: wanted });
  };
  return (
    <form onSubmit={submit}>
      <Stack maw={640}>
        <Text size="sm" c="dimmed">
          {isPending ? says.authorizeSays : says.configureSays}
        </Text>
        <SiteFields form={form} onChange={change} />
        <RescueField form={form} onChange={change} />
        <Checkbox
          label={texts.website.now}
          description={texts.website.nowHint}
          checked={now}
          onChange={(event) => setNow(event.currentTarget.checked)}
        />
        {wanted !== undefined && (
          <ForeseenChange {...foreseen} {...(isPending && { title: says.foreseenAuthorize })} />
        )}
        {save.error !== null && <RefusalAlert refusal={save.error.refusal} />}
        {save.data !== undefined && (
          <Text size="sm" role="status">
            {says.saved}
          </Text>
        )}
        <Group>
          <ReasonedButton type="submit" because={because} loading={save.isPending}>
            {isPending ? says.authorize : says.save}
          </ReasonedButton>
        </Group>
      </Stack>
    </form>
  );
}
