import type { Element, ElementContent, Properties, Root, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import katex from 'katex';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { handsHeight } from '../page/controls/hands-height.ts';
import { pictureFile, schemes, stillFile, stillSizes } from '../page/charts/still-sizes.ts';
import { builtFileOf, labUrlOf, StageBody, type StagePlace } from '../page/stage/stage-body.tsx';
import { createStageModel } from '../page/stage/stage-model.ts';
import { words } from '../page/stage-words.ts';
import { chartsByPlace } from '../contract/figure-spec.ts';
import { defaultsOf } from '../contract/schema.ts';
import { hashOf } from '../../store/store.ts';
import { defaultRun, scienceHash } from './default-run.ts';
import { loadParts, type Parts } from './parts.ts';
import { isReproduced, reproduceFile } from './reproduce-file.ts';
import { pictureFileText } from './picture-file.ts';
import { stillSvg } from './still-svg.ts';

/** An experiment as the build shows it. */
export interface Poster {
  /** What stands in its section before a script takes over, and without one. */
  readonly html: string;
  /** What its island is given. */
  readonly props: Omit<StagePlace, 'prefixed'> & {
    readonly prefixed?: false;
    readonly asks?: true;
    readonly reproduced?: true;
    readonly formulas?: Readonly<Record<string, string>>;
  };
}

/** Everything of an experiment that does not depend on where it stands. */
interface Drawn extends Parts {
  readonly name: string;
  readonly result: Awaited<ReturnType<typeof defaultRun>>['result'];
  /** Rendered. */
  readonly formulaHtml: Readonly<Record<string, string>>;
  /** The files of its pictures, by their names without an ending. */
  readonly pictures: ReadonlyMap<string, string>;
  /** Of all files of it: these, its result, its weights, its script. */
  readonly version: string;
}

/**
 * An experiment's stage, drawn by its own components from what the build measured with the default settings, and then
 * reduced to what can be read: controls, which can do nothing without a script, are left out, and its pictures are files.
 * A reader's page makes the controls when the experiment comes near.
 */
export async function posterOf(name: string, place: Pick<StagePlace, 'number' | 'use' | 'prefixed'>): Promise<Poster> {
  const drawn = await drawnOnce(name);
  const full: StagePlace = { ...place, version: drawn.version };
  const { prefixed, ...others } = full;
  return {
    html: toHtml(reduced(bodyOf(drawn, full), drawn, full).root),
    // What goes without saying is not said: it stands in every post's page.
    props: {
      ...others,
      ...(prefixed ? {} : { prefixed }),
      ...(drawn.experiment.ask ? { asks: true } : {}),
      ...(isReproduced(name) ? { reproduced: true } : {}),
      ...(Object.keys(drawn.formulaHtml).length > 0 ? { formulas: drawn.formulaHtml } : {}),
    },
  };
}

/** The files of an experiment's pictures, by their names without an ending. */
export async function picturesOf(name: string): Promise<ReadonlyMap<string, string>> {
  return (await drawnOnce(name)).pictures;
}

const drawings = new Map<string, Promise<Drawn>>();

/** Once for a build: posts, an experiment's own page and its pictures' files all show the same. */
function drawnOnce(name: string): Promise<Drawn> {
  const known = drawings.get(name);
  if (known && import.meta.env.PROD) return known;
  const drawing = draw(name);
  drawings.set(name, drawing);
  return drawing;
}

async function draw(name: string): Promise<Drawn> {
  const parts = await loadParts(name);
  const { definition, experiment, figure, style } = parts;
  const { result } = await defaultRun(definition, experiment);
  const { charts } = figure(result, defaultsOf(definition.schema));
  const pictures = new Map<string, string>();
  for (const placed of Object.values(chartsByPlace(charts))) {
    for (const spec of placed) {
      for (const size of stillSizes(spec, placed.length)) {
        const svg = await stillSvg(spec, size);
        for (const scheme of schemes) pictures.set(stillFile(spec.id, size.name, scheme), pictureFileText(svg, scheme));
      }
    }
  }
  const formulaHtml = Object.fromEntries(
    Object.entries(parts.formulas).map(([key, tex]) => [
      key,
      katex.renderToString(tex, { throwOnError: true, strict: 'error' }),
    ]),
  );
  const drawn: Drawn = { ...parts, name, result, formulaHtml, pictures, version: '' };
  // With all that its own page shows.
  const anywhere: StagePlace = { version: '', prefixed: false };
  for (const [i, svg] of reduced(bodyOf(drawn, anywhere), drawn, anywhere).scenes.entries())
    for (const scheme of schemes) pictures.set(sceneFile(i, scheme), pictureFileText(svg, scheme, { name, style }));
  const script = isReproduced(name) ? [reproduceFile(definition)] : [];
  return { ...drawn, version: hashOf(scienceHash(name), ...pictures.values(), ...script).slice(0, 12) };
}

const sceneFile = (i: number, scheme: (typeof schemes)[number]) => pictureFile(`scene-${i + 1}`, scheme);

/** The stage's own HTML, as it would be with a script. */
function bodyOf({ name, definition, figure, view, formulaHtml, result, experiment }: Drawn, place: StagePlace): Root {
  const model = createStageModel({ definition, figure, first: result, ...(experiment.ask ? { trained: '-' } : {}) });
  const body = h(StageBody, {
    ...place,
    model,
    ...(view && { view }),
    formulas: formulaHtml,
    shareUrl: () => '',
    fullScreen: () => undefined,
    reproduced: isReproduced(name),
    unfolded: true,
  });
  return fromHtml(renderToString(body), { fragment: true });
}

const controls = new Set(['input', 'select', 'textarea', 'progress']);

/** What is for ears only, and tells them what has changed. */
const silent = 'visually-hidden';
/**
 * Where nobody sees what needs the script before the script is there. Elsewhere it stands in the poster as words, so that nothing
 * moves when it comes to life; the style sheet hides it where there is no script.
 */
const later = ['eyebrow', 'below', 'running'];

/** A picture smaller than this, in the HTML's letters, is not worth a file. */
const worthAFile = 700;

function reduced(body: Root, drawn: Drawn, place: StagePlace): { root: Root; scenes: Element[] } {
  const scenes: Element[] = [];

  const nodes = (list: readonly RootContent[], hidden = false): ElementContent[] =>
    list.flatMap((node): ElementContent[] => {
      if (node.type === 'text') return [node];
      if (node.type !== 'element') return [];
      const classes = classesOf(node);
      if (controls.has(node.tagName)) return [];
      if (classes.includes(silent) && node.tagName !== 'legend') return [];
      if (hidden && classes.includes('needs-script')) return [];
      if (classes.includes('data') && place.prefixed) return [room({ ...node, tagName: 'div' }, 1.75)];
      if (classes.includes('hands')) return [room(node, handsHeight(drawn.definition))];
      // In a post the story's lesser part is its charts; the rest stands on the experiment's own page, also without a script.
      if (classes.includes('below') && place.prefixed) return [{ ...node, children: nodes(chartsIn(node), true) }];
      if (node.tagName === 'svg') return picture(node);
      return [
        {
          ...node,
          ...asText(node),
          children: nodes(node.children, hidden || later.some((name) => classes.includes(name))),
        },
      ];
    });

  function picture(svg: Element): ElementContent[] {
    const text = toHtml(svg, { space: 'svg' });
    // What uses shapes of another picture, or lends its own, cannot stand alone.
    if (text.length < worthAFile || /(?:href="#| id=")/.test(text)) return [withoutControls(svg)];
    scenes.push(withoutControls(svg));
    const { ariaLabel, viewBox } = svg.properties;
    const [, , width = 1, height = 1] = String(viewBox).split(/[ ,]+/).map(Number);
    const unit = Math.max(width, height) > 2 ? 1 : 1000;
    return schemes.map((scheme) => ({
      type: 'element',
      tagName: 'img',
      properties: {
        className: [...classesOf(svg), 'still-scene', `in-${scheme}`],
        src: builtFileOf(drawn.definition, place.version, `${sceneFile(scenes.length - 1, scheme)}.svg`),
        width: Math.round(width * unit),
        height: Math.round(height * unit),
        alt: typeof ariaLabel === 'string' ? ariaLabel : '',
        loading: 'lazy',
      },
      children: [],
    }));
  }

  return { root: { type: 'root', children: [...nodes(body.children), ...withoutScript(drawn, place)] }, scenes };
}

/** A figure's charts, and the words that say which line is which. */
function chartsIn({ children }: Element): ElementContent[] {
  return children.filter(
    (child) => child.type === 'element' && ['charts', 'legend'].some((name) => classesOf(child).includes(name)),
  );
}

/** Where the script will put something. @param height rem */
function room({ tagName, properties }: Element, height: number): Element {
  return {
    type: 'element',
    tagName,
    properties: { ...properties, style: `--room:${height.toFixed(1)}rem` },
    children: [],
  };
}

/** A button becomes its words in its place; what may have to be scrolled and is no longer full of buttons is reached by keyboard. */
function asText(node: Element): Pick<Element, 'tagName' | 'properties'> {
  const kept: Properties = Object.fromEntries(
    Object.entries(node.properties).filter(([key]) => !['disabled', 'inert', 'ariaPressed', 'type'].includes(key)),
  );
  if (node.tagName !== 'button') {
    const scrolls = classesOf(node).includes('legend');
    return { tagName: node.tagName, properties: scrolls ? { ...kept, tabIndex: 0 } : kept };
  }
  return { tagName: 'span', properties: { ...kept, tabIndex: undefined, className: [...classesOf(node), 'button'] } };
}

/** A picture whose parts could be pressed is only looked at. */
function withoutControls(svg: Element): Element {
  const children = svg.children.flatMap((child): ElementContent[] => {
    if (child.type !== 'element') return child.type === 'text' ? [child] : [];
    return classesOf(child).includes('needs-script') ? [] : [withoutControls(child)];
  });
  return { ...svg, properties: { ...svg.properties, tabIndex: undefined }, children };
}

function classesOf({ properties: { className } }: Element): string[] {
  return [className].flat().flatMap((name) => (typeof name === 'string' ? name.split(' ') : []));
}

/** What a reader without scripts is told, and where the numbers are; and what one whose scripts did not come, whom the style sheet lets see it. */
function withoutScript({ name, definition }: Drawn, { prefixed, version }: StagePlace): Element[] {
  const text = (value: string): ElementContent => ({ type: 'text', value });
  const link = (href: string, value: string): Element => ({
    type: 'element',
    tagName: 'a',
    properties: { href },
    children: [text(value)],
  });
  const table = link(labUrlOf(definition), words.tableOf(definition.title));
  const script = link(builtFileOf(definition, version, 'reproduce.py'), words.scriptByDefault);
  const paragraph = (className: string, children: ElementContent[]): Element => ({
    type: 'element',
    tagName: 'p',
    properties: { className: [className] },
    children,
  });
  const told = paragraph('no-script', [
    text(words.noScript),
    ...(prefixed ? [table] : isReproduced(name) ? [script] : []),
  ]);
  return [
    { type: 'element', tagName: 'noscript', properties: {}, children: [told] },
    paragraph('scripts-missing', [text(words.scriptsMissing)]),
  ];
}
