import { Alert, Anchor, Text } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useSession } from '../../app/session.ts';
import * as texts from '../../texts/index.ts';

const says = texts.secondFactorOffer;

/** Whoever may do everything is offered a second factor, until they have one or want to be left alone. */
export function SecondFactorOffer() {
  const { me } = useSession();
  const [isLater, setLater] = useLocalStorage({
    key: `causeway.second-factor.later.${me.name}`,
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  if (me.role !== 'admin' || me.viaOpenId || me.hasTotp || isLater) return null;
  return (
    <Alert
      role="note"
      variant="light"
      mb="md"
      title={says.title}
      withCloseButton
      closeButtonLabel={says.later}
      onClose={() => setLater(true)}
    >
      <Text size="sm">{says.text}</Text>
      <Anchor component={Link} to="/account" size="sm">
        {says.toAccount}
      </Anchor>
    </Alert>
  );
}
