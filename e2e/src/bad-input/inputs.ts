/** A hostname of each wrong kind, with the code that an HTTPS binding refuses it by. */
export const wrongHostnames = {
  bare: ['inventory', 'HOSTNAME_NOT_QUALIFIED'],
  'an IPv4 address': ['192.0.2.7', 'HOSTNAME_NOT_QUALIFIED'],
  'an IPv6 address': ['2001:db8::7', 'HOSTNAME_NOT_QUALIFIED'],
  empty: ['', 'HOSTNAME_INVALID'],
  '300 characters': ['a'.repeat(300), 'HOSTNAME_INVALID'],
  'a trailing dot': ['acme.example.', 'HOSTNAME_INVALID'],
  Unicode: ['bücher.example', 'HOSTNAME_INVALID'],
  'a Kelvin sign': ['\u212Aelvin.example', 'HOSTNAME_INVALID'],
  'a URL': ['https://acme.example/', 'HOSTNAME_INVALID'],
  'a port behind': ['acme.example:8443', 'HOSTNAME_INVALID'],
  'a line end': ['acme.example\r\nHost: x', 'HOSTNAME_INVALID'],
} as const;

/** Ports that are none, as numbers and as an admin types them. */
export const wrongPorts = { '0': 0, '-1': -1, '65536': 65_536, '80.5': 80.5, '1e300': 1e300 } as const;

/** Names of a thing in a path that nothing has. */
export const strangeNames = {
  unknown: 'nosuch',
  '255 characters': 'n'.repeat(255),
  Unicode: 'bücher',
  'the way up': '..',
  'a slash': 'acme/../beta',
  'a prototype': '__proto__',
  'a line end': 'acme\nbeta',
  SQL: "acme' or '1'='1",
} as const;

/** Longer than any name that a route takes. */
export const tooLongName = 'n'.repeat(301);
export const wholeUuid = '0191f0c2-5a4e-7b6a-9c1d-1f2e3d4c5b6a';
