import type { AcmeAccountView, AcmeOrderView } from '@causeway/contract/admin';
import { Button, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useThing } from '../../../api/use-api.ts';
import { Empty } from '../../../parts/Empty.tsx';
import { PageTitle } from '../../../parts/PageTitle.tsx';
import * as texts from '../../../texts/index.ts';
import { Accounts } from './Accounts.tsx';
import { Orders } from './Orders.tsx';

const { acme: says } = texts.certificates;

/** Orders for certificates at CAs that speak ACME, and the accounts there. */
export default function AcmePage() {
  const accounts = useThing<AcmeAccountView[]>('/acme/accounts');
  const orders = useThing<AcmeOrderView[]>('/acme/orders');
  return (
    <>
      <PageTitle title={says.title} says={says.says}>
        <Button component={Link} to="/certificates/new/acme-account" variant="default">
          {says.newAccount}
        </Button>
        <Button component={Link} to="/certificates/new/acme">
          {says.obtain}
        </Button>
      </PageTitle>
      <Stack>
        {orders.length === 0 ? (
          <Empty title={says.noOrder} text={says.noOrderText} />
        ) : (
          <Orders orders={orders} />
        )}
        {accounts.length === 0 ? (
          <Empty title={says.noAccountTitle} text={says.noAccountText} />
        ) : (
          <Accounts accounts={accounts} />
        )}
      </Stack>
    </>
  );
}
