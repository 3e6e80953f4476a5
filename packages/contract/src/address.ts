import { contractErrors } from './errors.ts';
import { parseHostname } from './hostname.ts';
import { parsePort } from './port.ts';

export type Scheme = 'http' | 'https';

/** `scheme://host:port` of one endpoint server, as a client would dial it; the port is always written. */
export type Address = `${Scheme}://${string}:${number}`;

export interface AddressParts {
  readonly scheme: Scheme;
  readonly hostname: string;
  readonly port: number;
}

const ADDRESS = /^(https?):\/\/([^/:@?#\s]+):(\d{1,5})$/;

/**
 * Reads the canonical form alone: lower-case scheme and name, port written, nothing behind it.
 * @throws ADDRESS_INVALID
 */
export function parseAddress(text: string): AddressParts {
  const [, scheme, host, port] = ADDRESS.exec(text) ?? [];
  if (scheme === undefined || host === undefined || port === undefined) throw addressInvalid(text);
  try {
    const parts: AddressParts = {
      scheme: scheme === 'https' ? 'https' : 'http',
      hostname: parseHostname(host),
      port: parsePort(port),
    };
    if (formatAddress(parts) !== text) throw addressInvalid(text);
    return parts;
  } catch (cause) {
    throw contractErrors.is(cause, 'ADDRESS_INVALID') ? cause : addressInvalid(text, cause);
  }
}

export function formatAddress({ scheme, hostname, port }: AddressParts): Address {
  return `${scheme}://${hostname}:${port}`;
}

/** The text as an address. @throws ADDRESS_INVALID */
export function toAddress(text: string): Address {
  return formatAddress(parseAddress(text));
}

function addressInvalid(text: string, cause?: unknown): Error {
  return contractErrors.error('ADDRESS_INVALID', {
    seen: JSON.stringify(text.slice(0, 300)),
    expected: 'scheme://host:port, such as https://inventory.acme.example:443',
    cause,
  });
}
