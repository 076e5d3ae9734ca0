import type { Scene } from '../../science/data/shapes.ts';
import { sceneElements } from './scene-elements.ts';

/**
 * A scene as the reader sees it: the shapes that the rasteriser draws for a network, as vectors. They need no pixel work,
 * are sharp at every size and stand in the build's posters.
 */
export function SceneShapes({ scene }: { readonly scene: Scene }) {
  return (
    <g class="scene-shapes">
      {sceneElements(scene).map(({ tag: Tag, attributes }, i) => (
        <Tag key={i} {...attributes} />
      ))}
    </g>
  );
}
