import { askAnew } from '../ask-anew.ts';
import { words } from '../stage-words.ts';

/** What a reader can do when something did not come: try again here, or load the page anew. The settings stand in the address. */
export function WaysOut({ retry }: { readonly retry: () => void }) {
  return (
    <>
      <button type="button" data-action="retry" onClick={retry}>
        {words.retry}
      </button>
      <button type="button" data-action="reload" onClick={() => void askAnew().finally(() => location.reload())}>
        {words.reload}
      </button>
    </>
  );
}
