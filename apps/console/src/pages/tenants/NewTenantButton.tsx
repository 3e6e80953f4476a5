import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useRefusal } from '../../app/session.ts';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import * as texts from '../../texts/index.ts';

export function NewTenantButton() {
  const because = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  if (because !== undefined)
    return <ReasonedButton because={because}>{texts.newTenant.button}</ReasonedButton>;
  return (
    <Button component={Link} to="/tenants/_new">
      {texts.newTenant.button}
    </Button>
  );
}
