/** What textbooks name as the part that a class has in common, as SMARTS; the build finds its atoms (molecules.ts). */
export const motifs = {
  'beta-blocker': 'OCC([OH])CN',
  nsaid: 'C(=O)[OH]',
  // An amino group: OpenChemLib takes a plain N for a ring's too, and celecoxib's is one.
  sulfonamide: '[N;A]c1ccc(cc1)S(=O)(=O)N',
  'beta-lactam': 'C1CC(=O)N1',
} as const;
