import { defaultsOf } from '../../lab/contract/schema.ts';
import { params } from './params.ts';
import { sceneOf } from './scene.ts';
import { shownSetting } from './shown-setting.ts';

/** What the two networks look at: it says more of the experiment than its curve of losses. */
export const cover = sceneOf(shownSetting(defaultsOf(params.schema)));
