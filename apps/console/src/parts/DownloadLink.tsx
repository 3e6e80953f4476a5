import { Button } from '@mantine/core';

interface DownloadLinkProps {
  readonly children: string;
  /** Of the file. */
  readonly name: string;
  readonly text: string;
}

/** Hands out a text that the page has as a file. */
export function DownloadLink({ children, name, text }: DownloadLinkProps) {
  return (
    <Button
      component="a"
      href={`data:application/octet-stream,${encodeURIComponent(text)}`}
      download={name}
      variant="default"
      size="sm"
    >
      {children}
    </Button>
  );
}
