import type { View } from '../../lab/page/stage/view.ts';
import type { CreditExhibit } from './figure.ts';
import { Inside } from './inside.tsx';
import type { CreditAssignment } from './params.ts';
import { SentenceEditor } from './sentence-editor.tsx';
import { Strips } from './strips.tsx';

export const view: View<CreditAssignment, CreditExhibit> = {
  exhibit({ shown }) {
    const { exhibit, params } = shown.value;
    return <Strips exhibit={exhibit} measure={params.measure} />;
  },
  below({ shown, params, set }) {
    const { exhibit } = shown.value;
    return (
      <>
        <SentenceEditor value={params.value.sentence} onChange={(sentence) => set({ sentence })} />
        {exhibit.inside.length > 0 && <Inside models={exhibit.inside} />}
      </>
    );
  },
};
