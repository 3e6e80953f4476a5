import type { CrossingView, TenantView } from '@causeway/contract/admin';
import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useThing } from '../../api/use-api.ts';
import { useSession } from '../../app/session.ts';
import { useTenantApi, useTenantPath } from '../../app/tenant.ts';
import { useView } from '../../app/use-view.ts';
import { Empty } from '../../parts/Empty.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import * as texts from '../../texts/index.ts';
import { Breakdown } from './Breakdown.tsx';
import { ClientDialog } from './ClientDialog.tsx';
import { Clients } from './Clients.tsx';
import { Figures } from './Figures.tsx';
import { NO_FILTER, stateOf } from './filters.ts';
import { OverTime } from './OverTime.tsx';
import { SwitchNow } from './SwitchNow.tsx';
import { type Crossing, useCrossing } from './use-crossing.ts';
import { Verdict } from './Verdict.tsx';

const says = texts.crossing;

/** Where the fleet stands on its way to the new addresses, who keeps it, and what to do about it. */
export default function CrossingPage() {
  const api = useTenantApi();
  const crossing = useCrossing(api);
  return (
    <>
      <PageTitle title={says.title} says={says.says}>
        <SwitchNow view={crossing.view} />
      </PageTitle>
      {crossing.view.isUnderWay ? (
        <OnTheWay api={api} crossing={crossing} />
      ) : (
        <NoCrossing api={api} view={crossing.view} />
      )}
    </>
  );
}

interface SideProps {
  readonly api: string;
  readonly crossing: Crossing;
}

function OnTheWay({ api, crossing }: SideProps) {
  const [view, change] = useView();
  const { clients, retired } = crossing.view.counts;
  if (clients === retired) return <NobodyThere view={crossing.view} />;
  return (
    <Stack>
      <Verdict view={crossing.view} />
      <Figures
        counts={crossing.view.counts}
        chosen={stateOf(view)}
        onChoose={(state) => change({ ...NO_FILTER, state })}
      />
      <OverTime api={api} crossing={crossing} />
      <Breakdown view={crossing.view} chosen={view} onChoose={change} />
      <Clients api={api} crossing={crossing} view={view} onChange={change} />
      {view.client !== undefined && (
        <ClientDialog key={view.client} id={view.client} onClose={() => change({ client: undefined })} />
      )}
    </Stack>
  );
}

function NobodyThere({ view }: { readonly view: CrossingView }) {
  return (
    <Stack>
      <Verdict view={view} />
      <Empty title={says.verdict.noClient} text={says.verdict.noClientText} />
    </Stack>
  );
}

/** Teaches how one begins, or shows the change that only adds. */
function NoCrossing({ api, view }: { readonly api: string; readonly view: CrossingView }) {
  const { saved } = useThing<TenantView>(api);
  const isTenants = useSession().site.kind === 'platform';
  const path = useTenantPath();
  return (
    <Empty
      title={says.none}
      text={isTenants && saved.binding === 'http' ? says.noneOnHttpHere : says.noneOn[saved.binding]}
    >
      {view.change !== null && <Text>{says.underWay}</Text>}
      {view.change !== null && (
        <Anchor component={Link} to={`/changes/${view.change}`}>
          {says.toChange}
        </Anchor>
      )}
      {!isTenants && view.change === null && (
        <Anchor component={Link} to={path('/website')}>
          {says.toWebsite}
        </Anchor>
      )}
    </Empty>
  );
}
