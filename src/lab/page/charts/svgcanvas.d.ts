declare module 'svgcanvas' {
  /** A CanvasRenderingContext2D that records an SVG document. */
  export class Context {
    constructor(options: { width: number; height: number; enableMirroring?: boolean });
    getSvg(): SVGSVGElement;
    measureText: (text: string) => TextMetrics;
  }
}
