import { defaultsOf } from '../../lab/contract/schema.ts';
import { advertisementScene } from '../../lab/science/data/advertisement.ts';
import { params } from './params.ts';
import { shownAdvertisement } from './shown-advertisement.ts';

/** What the network looks at: it says more of the experiment than its curve of losses. */
export const cover = advertisementScene(shownAdvertisement(defaultsOf(params.schema)));
