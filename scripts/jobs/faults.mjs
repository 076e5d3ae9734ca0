/** Every fault of the matrix on every experiment, and an hour's use condensed; `npm test` tries each fault on one. */
process.env['FAULTS'] = 'all';
process.argv.push('--project', 'browser', 'fault-matrix', 'long-use');
await import('./test.mjs');
