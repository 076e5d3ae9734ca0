/** The states of the page's contract. `still`: the server's picture stands and no script has taken over. */
export type StageState = 'still' | 'loading' | 'idle' | 'running' | 'paused' | 'done' | 'diverged' | 'error';
