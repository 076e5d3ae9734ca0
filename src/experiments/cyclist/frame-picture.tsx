import { useEffect, useRef } from 'preact/hooks';
import { rasterise, rgbaBytes } from '../../lab/science/data/rasterise.ts';
import type { Colour, Shape } from '../../lab/science/data/shapes.ts';
import { cyclistScene, poses, viewSide, type Pose } from './scene.ts';
import { poseNames } from './strip.ts';

/** Pictures already drawn, by pose and side in px: a film has dozens of frames and four different pictures. */
const drawn = new Map<string, ImageData>();

function pictureOf(pose: Pose, side: number): ImageData {
  const key = `${pose} ${side}`;
  const found = drawn.get(key) ?? new ImageData(rgbaBytes(rasterise(cyclistScene(pose), side)), side, side);
  drawn.set(key, found);
  return found;
}

/** A frame as the reader sees it: the scene's own pixels on the canvas, and behind it, for pages without a script, its outlines. */
export function FramePicture({ pose, label, symbols }: { pose: Pose; label: string; symbols: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    // Twice the device's pixels are enough whatever it says, and memory is not for pictures of 60 px.
    const side = Math.round(element.clientWidth * Math.min(2, devicePixelRatio)) || 64;
    element.width = element.height = side;
    element.getContext('2d')?.putImageData(pictureOf(pose, side), 0, 0);
  }, [pose]);
  return (
    <span class="frame-picture">
      <svg viewBox="0 0 1 1" aria-hidden="true">
        <use href={`#${symbols}-${pose}`} />
      </svg>
      <canvas ref={canvas} role="img" aria-label={`${label}${poseNames[pose]}`} />
    </span>
  );
}

/** A frame as the network sees it: nine by nine, grey, with its noise. */
export function NetworkView({ view, t }: { view: string; t: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const picture = new ImageData(viewSide, viewSide);
    for (let i = 0; i < viewSide * viewSide; i++) {
      const grey = 255 - parseInt(view.slice(2 * i, 2 * i + 2), 16);
      picture.data.set([grey, grey, grey, 255], 4 * i);
    }
    canvas.current?.getContext('2d')?.putImageData(picture, 0, 0);
  }, [view]);
  return (
    <canvas
      ref={canvas}
      class="network-view"
      width={viewSide}
      height={viewSide}
      role="img"
      aria-label={`第 ${t} 帧，网络看到的灰点`}
    />
  );
}

/** The four pictures as outlines, once for all frames. */
export function PoseSymbols({ symbols }: { symbols: string }) {
  return (
    <svg class="pose-symbols" aria-hidden="true">
      {poses.map((pose) => {
        const { background, shapes } = cyclistScene(pose);
        return (
          <symbol key={pose} id={`${symbols}-${pose}`} viewBox="0 0 1 1">
            <rect width="1" height="1" fill={cssColour(background)} />
            {shapes.map((shape, index) => (
              <Outline key={index} shape={shape} />
            ))}
          </symbol>
        );
      })}
    </svg>
  );
}

function Outline({ shape }: { shape: Shape }) {
  const paint = { opacity: shape.alpha };
  const colour = cssColour(shape.colour);
  if (shape.kind === 'disc' || shape.kind === 'ring') {
    const [cx, cy] = shape.centre;
    const ring = shape.kind === 'ring';
    return (
      <circle
        {...paint}
        cx={cx}
        cy={cy}
        r={shape.radius}
        fill={ring ? 'none' : colour}
        stroke={ring ? colour : 'none'}
        stroke-width={ring ? 2 * shape.half : 0}
      />
    );
  }
  const width = 2 * (shape.kind === 'streak' ? shape.radius : shape.half);
  const [[x1, y1], [x2, y2]] = [shape.from, shape.to];
  const cap = shape.kind === 'box' ? 'butt' : 'round';
  return <line {...paint} x1={x1} y1={y1} x2={x2} y2={y2} stroke={colour} stroke-width={width} stroke-linecap={cap} />;
}

function cssColour([red, green, blue]: Colour): string {
  return `rgb(${[red, green, blue].map((value) => Math.round(255 * value)).join(' ')})`;
}
