import type { View } from '../../lab/page/stage/view.ts';
import type { CreditExhibit } from './figure.ts';
import { Inside } from './inside.tsx';
import type { CreditAssignment } from './params.ts';
import { SentenceEditor } from './sentence-editor.tsx';
import { Strips } from './strips.tsx';

export const view: View<CreditAssignment, CreditExhibit> = {
  exhibit({ shown, params, set }) {
    const { exhibit, params: at } = shown.value;
    return (
      <>
        <Strips exhibit={exhibit} measure={at.measure} />
        <SentenceEditor value={params.value.sentence} onChange={(sentence) => set({ sentence })} />
        {exhibit.inside.length > 0 && <Inside models={exhibit.inside} />}
      </>
    );
  },
};
