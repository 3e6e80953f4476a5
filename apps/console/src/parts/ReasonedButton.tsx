import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import { type MouseEvent, useId } from 'react';

interface ReasonedButtonProps extends ButtonProps {
  readonly children: string;
  /** Why it cannot be pressed; undefined when it can. */
  readonly because: string | undefined;
  readonly onClick?: () => void;
  readonly type?: 'button' | 'submit';
}

/** A button that says why it is off, to the mouse, the keyboard and the screen reader alike: it keeps its focus. */
export function ReasonedButton({
  because,
  onClick,
  children,
  type = 'button',
  ...rest
}: ReasonedButtonProps) {
  const id = useId();
  const isOff = because !== undefined;
  const press = (event: MouseEvent) => {
    if (isOff) event.preventDefault();
    else onClick?.();
  };
  return (
    <Tooltip
      label={because}
      disabled={!isOff}
      multiline
      maw={320}
      events={{ hover: true, focus: true, touch: true }}
    >
      <Button
        {...rest}
        type={type}
        onClick={press}
        aria-disabled={isOff || undefined}
        {...(isOff && { 'data-disabled': true })}
        aria-describedby={isOff ? id : undefined}
      >
        {children}
        {isOff && (
          <span id={id} hidden>
            {because}
          </span>
        )}
      </Button>
    </Tooltip>
  );
}
