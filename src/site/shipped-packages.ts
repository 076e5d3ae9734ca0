/** A package of which something goes to readers. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** by its short name (SPDX) */
  readonly license: string;
  readonly text: string;
}

/** Those that the build has found in its bundles (scripts/serve/licences-plugin.mjs), by name; none while the author's server runs. */
export function shippedPackages(): readonly ShippedPackage[] {
  const found = (globalThis as { [key: symbol]: unknown })[Symbol.for('shipped-packages')];
  if (!(found instanceof Map)) return [];
  return [...(found as ReadonlyMap<string, ShippedPackage>).values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
