/** What an admin hears of a running endpoint server. Each happens where it is said, and nowhere is it said twice. */
export type EndpointEvent =
  | { readonly kind: 'joined'; readonly name: string; readonly tenant: string; readonly id: string }
  | { readonly kind: 'waiting'; readonly tenantName: string; readonly name: string }
  | { readonly kind: 'authorized'; readonly tenantName: string; readonly name: string }
  | { readonly kind: 'retired'; readonly tenantName: string; readonly name: string }
  | { readonly kind: 'serving'; readonly what: string; readonly addresses: readonly string[] }
  | { readonly kind: 'not-served'; readonly what: string; readonly code: string; readonly seen: string }
  | { readonly kind: 'proven'; readonly address: string }
  | { readonly kind: 'not-proven'; readonly address: string; readonly code: string; readonly seen: string }
  | { readonly kind: 'platform-away'; readonly code: string; readonly seen: string }
  | { readonly kind: 'platform-back'; readonly address: string; readonly awayMs: number }
  | { readonly kind: 'platform-refuses'; readonly code: string; readonly seen: string }
  | { readonly kind: 'revision'; readonly revision: number }
  | { readonly kind: 'news'; readonly text: string }
  | { readonly kind: 'local-tried'; readonly number: number }
  | { readonly kind: 'local-kept'; readonly number: number }
  | { readonly kind: 'local-reverted'; readonly number: number; readonly why: string }
  | { readonly kind: 'forwarding-stuck'; readonly code: string; readonly seen: string }
  | { readonly kind: 'forwarding-again' }
  | { readonly kind: 'fault'; readonly what: string; readonly seen: string }
  | { readonly kind: 'metrics'; readonly url: string }
  | { readonly kind: 'stopping' };

export type Say = (event: EndpointEvent) => void;
