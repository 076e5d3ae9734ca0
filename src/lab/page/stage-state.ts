/** The states of the page's contract. `still`: the server's picture stands and no script has taken over. */
export const stageStates = ['still', 'loading', 'idle', 'running', 'paused', 'done', 'diverged', 'error'] as const;
export type StageState = (typeof stageStates)[number];
