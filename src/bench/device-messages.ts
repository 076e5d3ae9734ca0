import type { BackendName } from '../lab/worker/backend.ts';
import type { Measured } from './rounds.ts';

/** What the page asks of the measuring worker. */
export type DeviceRequest =
  | { readonly kind: 'first-gradient'; readonly backend: BackendName }
  | { readonly kind: 'measure'; readonly rounds: number; readonly slice: number };

/** What the worker tells. */
export type DeviceMessage =
  | { readonly kind: 'first-gradient'; readonly backend: string }
  | { readonly kind: 'progress'; readonly title: string; readonly share: number }
  | { readonly kind: 'case'; readonly id: string; readonly found: readonly Measured[] }
  | { readonly kind: 'done'; readonly backend: string }
  | { readonly kind: 'error'; readonly message: string };
