import { useState } from 'react';
import { useDeed } from '../api/use-api.ts';
import { ConfirmByName } from './ConfirmByName.tsx';
import { ReasonedButton } from './ReasonedButton.tsx';

export interface DeleteByNameProps {
  /** The words on the button that asks, and for whoever listens when they do not name what is deleted. */
  readonly button: string;
  readonly label?: string;
  readonly because: string | undefined;
  readonly title: string;
  /** What will be gone. */
  readonly text: string;
  readonly name: string;
  /** The word on the button that does it. */
  readonly action: string;
  /** Of the API. */
  readonly path: string;
  readonly isSmall?: boolean;
  readonly onDone?: () => void;
}

/** A button that deletes something after its name was typed. */
export function DeleteByName(props: DeleteByNameProps) {
  const { button, label, because, path, isSmall = false, onDone, ...question } = props;
  const [isOpen, setIsOpen] = useState(false);
  const remove = useDeed<null>(() => {
    setIsOpen(false);
    onDone?.();
  });
  const close = () => {
    setIsOpen(false);
    remove.reset();
  };
  return (
    <>
      <ReasonedButton
        variant="default"
        size={isSmall ? 'compact-sm' : 'sm'}
        aria-label={label}
        because={because}
        onClick={() => setIsOpen(true)}
      >
        {button}
      </ReasonedButton>
      {isOpen && (
        <ConfirmByName
          {...question}
          onClose={close}
          onConfirm={() => remove.mutate({ method: 'DELETE', path })}
          isPending={remove.isPending}
          refusal={remove.error?.refusal}
        />
      )}
    </>
  );
}
