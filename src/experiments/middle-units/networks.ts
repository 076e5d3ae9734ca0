/** The three whose units are looked at, in the order of their numbers. */
export const networks = ['supervised', 'k-means', 'untrained'] as const;
export type Network = (typeof networks)[number];

export const unitCounts: Readonly<Record<Network, number>> = { supervised: 24, 'k-means': 40, untrained: 24 };
/** Units of the k-means' first layer, from which its parts are made. */
export const edges = 16;
