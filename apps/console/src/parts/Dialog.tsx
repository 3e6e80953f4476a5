import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useState } from 'react';
import * as texts from '../texts/index.ts';

/** A dialog that is open as long as it is there; the focus goes back to where it was. */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    },
    [opener],
  );
  return <Modal opened closeButtonProps={{ 'aria-label': texts.shell.close }} {...props} />;
}
