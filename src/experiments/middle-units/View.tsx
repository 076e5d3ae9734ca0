import type { View } from '../../lab/page/stage/view.ts';
import type { MiddleUnitsExhibit } from './figure.ts';
import { LastRound } from './last-round.tsx';
import type { MiddleUnits } from './params.ts';
import { PollingPlace } from './polling-place.tsx';

export const view: View<MiddleUnits, MiddleUnitsExhibit> = {
  exhibit: (model) => <PollingPlace model={model} />,
  below: ({ shown }) => <LastRound units={shown.value.exhibit.revealed} />,
};
