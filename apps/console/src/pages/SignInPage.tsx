import type { SiteInfo } from '@causeway/contract/admin';
import { Alert, Anchor, Button, Center, Paper, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { type FormEvent, useEffect, useState } from 'react';
import type { Refusal } from '../api/call.ts';
import { useDeed } from '../api/use-api.ts';
import { ownApiOf } from '../app/session.ts';
import { RefusalAlert } from '../parts/RefusalAlert.tsx';
import * as texts from '../texts/index.ts';

/** Refusals that a code answers. */
const codesOfCode: ReadonlySet<string> = new Set(['TOTP_NEEDED', 'TOTP_CODE_WRONG']);

interface SignInPageProps {
  readonly site: SiteInfo;
  readonly onShown: () => void;
}

export function SignInPage({ site, onShown }: SignInPageProps) {
  useEffect(onShown, [onShown]);
  useDocumentTitle(`${texts.signIn.title} · ${texts.product}`);
  const [form, setForm] = useState({ name: '', password: '', code: '' });
  const [failure] = useState(openIdFailure);
  const signIn = useDeed();
  const needsCode = codesOfCode.has(signIn.error?.refusal.code ?? '') || form.code !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { code, ...rest } = form;
    signIn.mutate({
      method: 'POST',
      path: `${ownApiOf(site)}/sessions`,
      body: { ...rest, ...(code !== '' && { code }) },
    });
  };
  const set = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  return (
    <Center mih="100vh" p="md" component="main">
      <Paper withBorder p="xl" w="100%" maw={400}>
        <form onSubmit={submit}>
          <Stack>
            <Title order={1} size="h3">
              {texts.product} {site.kind === 'platform' ? site.tenant : texts.shell.provisioning}
            </Title>
            {site.kind === 'platform' && !site.isPrivate && (
              <Alert color="orange" variant="light" title={texts.notPrivate.title}>
                {texts.notPrivate.text}
              </Alert>
            )}
            <TextInput
              label={texts.signIn.name}
              autoComplete="username"
              required
              value={form.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
            <PasswordInput
              label={texts.signIn.password}
              autoComplete="current-password"
              required
              value={form.password}
              onChange={(event) => set({ password: event.currentTarget.value })}
            />
            {needsCode && (
              <TextInput
                label={texts.signIn.code}
                description={texts.signIn.codeHint}
                autoComplete="one-time-code"
                required
                autoFocus
                value={form.code}
                onChange={(event) => set({ code: event.currentTarget.value })}
              />
            )}
            {signIn.error !== null && signIn.error.refusal.code !== 'TOTP_NEEDED' && (
              <RefusalAlert refusal={signIn.error.refusal} />
            )}
            <Button type="submit" loading={signIn.isPending}>
              {texts.signIn.submit}
            </Button>
            {failure !== undefined && <RefusalAlert refusal={failure} />}
            {site.kind === 'provisioning' && site.openId && (
              <Anchor href="/api/v1/openid/sign-in">{texts.signIn.openId}</Anchor>
            )}
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}

/** What the server puts into the address when the way through the OpenID provider ended badly. */
function openIdFailure(): Refusal | undefined {
  const code = new URLSearchParams(window.location.search).get('error') ?? '';
  if (!/^[A-Z_]{1,60}$/.test(code)) return undefined;
  return { kind: 'access', code, message: texts.signIn.openIdFailed, hint: texts.signIn.openIdHint };
}
