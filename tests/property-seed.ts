import fc from 'fast-check';

/**
 * Property tests draw the same values in every run: what landed once does not fail by the luck of a draw. To search on, give another
 * seed, `PROPERTY_SEED=random npm test -- --project build`; a failure prints its counterexample, which becomes a test of its own.
 */
const wanted = process.env['PROPERTY_SEED'] ?? '20161011';
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) });
