import type { BegunTotpView, RecoveryCodesView } from '@causeway/contract/admin';
import { Alert, Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { encode } from 'uqr';
import { useDeed } from '../../api/use-api.ts';
import { useOwnApi, useSession } from '../../app/session.ts';
import { Copyable } from '../../parts/Copyable.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';

const says = texts.account;

/** A code of an authenticator app beside the password (TOTP, RFC 6238). */
export function SecondFactor() {
  const { me } = useSession();
  const path = `${useOwnApi()}/me/totp`;
  const [codes, setCodes] = useState<readonly string[] | undefined>();
  const begin = useDeed<BegunTotpView>();
  const confirmed = (recovery: readonly string[]) => {
    begin.reset();
    setCodes(recovery);
  };
  return (
    <Section title={says.secondFactor} says={me.hasTotp ? says.isOn : says.isOff}>
      {codes !== undefined && (
        <Alert color="orange" title={says.recoveryTitle}>
          {says.recoveryText}
          <Copyable label={says.recoveryCodes} text={codes.join('\n')} />
        </Alert>
      )}
      {me.hasTotp ? (
        <TurnOff path={path} onRemoved={() => setCodes(undefined)} />
      ) : begin.data === undefined ? (
        <Group>
          <Button loading={begin.isPending} onClick={() => begin.mutate({ method: 'POST', path })}>
            {says.begin}
          </Button>
        </Group>
      ) : (
        <Confirm begun={begin.data} path={path} onConfirmed={confirmed} />
      )}
      {begin.error !== null && <RefusalAlert refusal={begin.error.refusal} />}
    </Section>
  );
}

interface ConfirmProps {
  readonly begun: BegunTotpView;
  readonly path: string;
  readonly onConfirmed: (codes: readonly string[]) => void;
}

function Confirm({ begun: { uri, secret }, path, onConfirmed }: ConfirmProps) {
  const confirm = useDeed<RecoveryCodesView>(({ recoveryCodes }) => onConfirmed(recoveryCodes));
  return (
    <>
      <QrCode text={uri} />
      <Copyable label={says.secret} text={secret} />
      <CodeForm
        submit={says.turnOn}
        isBusy={confirm.isPending}
        onSubmit={(code) => confirm.mutate({ method: 'POST', path: `${path}/confirm`, body: { code } })}
      />
      {confirm.error !== null && <RefusalAlert refusal={confirm.error.refusal} />}
    </>
  );
}

interface TurnOffProps {
  readonly path: string;
  readonly onRemoved: () => void;
}

function TurnOff({ path, onRemoved }: TurnOffProps) {
  const remove = useDeed(onRemoved);
  return (
    <>
      <CodeForm
        submit={says.turnOff}
        isBusy={remove.isPending}
        onSubmit={(code) => remove.mutate({ method: 'DELETE', path, body: { code } })}
      />
      {remove.error !== null && <RefusalAlert refusal={remove.error.refusal} />}
    </>
  );
}

interface CodeFormProps {
  readonly submit: string;
  readonly isBusy: boolean;
  readonly onSubmit: (code: string) => void;
}

function CodeForm({ submit, isBusy, onSubmit }: CodeFormProps) {
  const [code, setCode] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(code);
  };
  return (
    <form onSubmit={send}>
      <Group align="flex-end">
        <TextInput
          label={texts.signIn.code}
          autoComplete="one-time-code"
          required
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" loading={isBusy}>
          {submit}
        </Button>
      </Group>
    </form>
  );
}

/** One path for all dark squares: no style and no image of another origin. */
function QrCode({ text }: { readonly text: string }) {
  const { data, size } = encode(text);
  const squares = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')));
  return (
    <svg width={200} height={200} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={says.qr}>
      <rect width={size} height={size} fill="#fff" />
      <path d={squares.join('')} fill="#000" />
    </svg>
  );
}
