import type { Component } from './signature-base.ts';

/** The parts of a request that are signed. */
export interface RequestParts {
  readonly method: string;
  /** The whole URL that is asked for; ports that are the scheme's own are left out. */
  readonly targetUri: string;
  /** The Content-Digest field; absent exactly when there is no content. */
  readonly contentDigest?: string | undefined;
}

/** What a request's signature must cover: all of the parts. */
export function requestComponents({ method, targetUri, contentDigest }: RequestParts): Component[] {
  const components = [
    { identifier: '"@method"', value: method },
    { identifier: '"@target-uri"', value: targetUri },
  ];
  if (contentDigest !== undefined) components.push({ identifier: '"content-digest"', value: contentDigest });
  return components;
}

export interface ResponseParts {
  readonly status: number;
  readonly contentDigest: string;
  /** Base64 of that signature of the request that it answers. */
  readonly requestSignature: string;
  /** The label of that signature; `token`, as an enrollment is answered, when left out. */
  readonly requestLabel?: 'token' | 'sig' | undefined;
}

/** What an answer's signature must cover: itself, and the request that it answers (RFC 9421 section 2.4). */
export function responseComponents({
  status,
  contentDigest,
  requestSignature,
  requestLabel = 'token',
}: ResponseParts): Component[] {
  return [
    { identifier: '"@status"', value: String(status) },
    { identifier: '"content-digest"', value: contentDigest },
    { identifier: `"signature";req;key="${requestLabel}"`, value: `:${requestSignature}:` },
  ];
}

/** The target URI of a path at an address (RFC 9110 section 7.1, normalized as in RFC 9421 section 2.2.2). */
export function targetUriOf(address: string, path: string): string {
  const isDefault =
    (address.startsWith('https:') && address.endsWith(':443')) ||
    (address.startsWith('http:') && address.endsWith(':80'));
  return `${isDefault ? address.slice(0, address.lastIndexOf(':')) : address}${path}`;
}
