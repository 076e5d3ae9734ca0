/**
 * What `npm test` tries a share of every day: every fault of the matrix on every experiment, every experiment and every
 * word of the post in every window, light and dark; and an hour's use condensed.
 */
process.env['FAULTS'] = 'all';
process.argv.push('--project', 'browser', 'fault-matrix', 'long-use', 'cause-and-effect', 'words');
process.argv.push('experiments', 'experiment-anywhere', 'pages-accessible');
await import('./test.mjs');
