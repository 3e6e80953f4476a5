import { Alert, Center, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useDeed } from '../api/use-api.ts';
import { ReasonedButton } from '../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../parts/RefusalAlert.tsx';
import * as texts from '../texts/index.ts';

/** The one-time secret stands behind the number sign, where no server and no log sees it. */
function secretOfLink(): string {
  return window.location.hash.slice(1);
}

export default function SetUpPage() {
  useDocumentTitle(`${texts.setUp.title} · ${texts.product}`);
  const [token] = useState(secretOfLink);
  const [form, setForm] = useState({ name: '', password: '' });
  const client = useQueryClient();
  const setUp = useDeed(() => {
    window.history.replaceState(null, '', '/');
    // That nobody is here was true until now: not even for a moment is this one asked to sign in.
    void client.resetQueries();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (token !== '') setUp.mutate({ method: 'POST', path: '/setup', body: { token, ...form } });
  };
  return (
    <Center mih="100vh" p="md" component="main">
      <Paper withBorder p="xl" w="100%" maw={440}>
        <form onSubmit={submit}>
          <Stack>
            <Title order={1} size="h3">
              {texts.setUp.title}
            </Title>
            <Text>{texts.setUp.text}</Text>
            {token === '' && <Alert color="orange">{texts.setUp.noLink}</Alert>}
            <TextInput
              label={texts.setUp.name}
              autoComplete="username"
              required
              value={form.name}
              onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
            />
            <PasswordInput
              label={texts.setUp.password}
              description={texts.setUp.passwordHint}
              autoComplete="new-password"
              required
              value={form.password}
              onChange={(event) => setForm({ ...form, password: event.currentTarget.value })}
            />
            {setUp.error !== null && <RefusalAlert refusal={setUp.error.refusal} />}
            <ReasonedButton
              type="submit"
              loading={setUp.isPending}
              because={token === '' ? texts.setUp.noLink : undefined}
            >
              {texts.setUp.submit}
            </ReasonedButton>
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}
