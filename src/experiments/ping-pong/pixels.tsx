import { useEffect, useRef } from 'preact/hooks';
import { rgbaBytes } from '../../lab/science/data/rasterise.ts';
import { side } from './picture-size.ts';

/** A picture pixel by pixel, as the networks see it. */
export function Pixels({ pixels, label }: { readonly pixels: Float32Array; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const bytes = rgbaBytes({ width: side, height: side, pixels });
    canvas.current?.getContext('2d')?.putImageData(new ImageData(bytes, side, side), 0, 0);
  }, [pixels]);
  return <canvas ref={canvas} class="pixels" width={side} height={side} role="img" aria-label={label} />;
}
