import { Center } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { Failure } from './Failure.tsx';

interface Caught {
  readonly error?: unknown;
}

/** Around everything: what fails before there are pages, such as their code that could not be loaded. */
export class SiteBoundary extends Component<{ readonly children: ReactNode }, Caught> {
  override state: Caught = {};

  static getDerivedStateFromError(error: unknown): Caught {
    return { error };
  }

  override render(): ReactNode {
    if (!('error' in this.state)) return this.props.children;
    return (
      <Center mih="100vh" p="md" component="main">
        <Failure error={this.state.error} onAgain={() => window.location.reload()} />
      </Center>
    );
  }
}
