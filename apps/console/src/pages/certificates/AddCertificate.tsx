import { Button, Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { searchOf } from '../../app/search-of.ts';
import * as texts from '../../texts/index.ts';

const { add: says } = texts.certificates;

const ways = [
  { to: '/certificates/new/create', by: 'internal', name: says.internal },
  { to: '/certificates/new/create', by: 'self-signed', name: says.selfSigned },
  { to: '/certificates/new/request', name: says.request },
  { to: '/certificates/new/acme', name: says.acme },
];

/** The ways by which a certificate comes here. */
export function AddCertificate() {
  return (
    <>
      <Menu position="bottom-end" withArrow>
        <Menu.Target>
          <Button variant="default">{says.create}</Button>
        </Menu.Target>
        <Menu.Dropdown aria-label={says.label}>
          {ways.map(({ to, by, name }) => (
            <Menu.Item key={name} component={Link} to={to} search={searchOf({ by })}>
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button component={Link} to="/certificates/new/import">
        {says.import}
      </Button>
    </>
  );
}
