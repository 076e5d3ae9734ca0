import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Definition, Html, Image, ImageReference, Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';
import type { Point } from 'unist';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { decodedUrl } from './decoded-url.ts';
import { dependOn, reportProblem } from './file-data.ts';
import { attributeOf, takesMore } from './jsx-attribute.ts';
import { pictureFault, pictureRemedy } from './readable-picture.ts';

/**
 * Every picture must exist, beside the post or in public/, and say in words what it shows. The working directory is
 * the project's, as it is for Astro's own commands.
 */
export function remarkPictureLint() {
  return async (tree: Root, file: VFile): Promise<void> => {
    const beside: Beside[] = [];
    const checkPicture = (...picture: [VFile, Point | undefined, string | undefined, string | undefined]): void => {
      const place = lintPicture(...picture);
      if (place !== undefined) beside.push({ at: picture[1], url: picture[2] ?? '', place });
    };
    const definitions = new Map<string, string>();
    visit(tree, 'definition', (node: Definition) => {
      definitions.set(node.identifier, node.url);
    });
    visit(tree, ['image', 'imageReference', 'html', 'mdxJsxFlowElement', 'mdxJsxTextElement'], (found) => {
      const node = found as Image | ImageReference | Html | MdxJsxFlowElement | MdxJsxTextElement;
      const at = node.position?.start;
      if (node.type === 'image') checkPicture(file, at, node.url, node.alt ?? undefined);
      else if (node.type === 'imageReference') {
        const url = definitions.get(node.identifier);
        if (url !== undefined) checkPicture(file, at, url, node.alt ?? undefined);
      } else if (node.type === 'html') {
        for (const [tag] of node.value.matchAll(/<img\b[^>]*>/gi)) {
          const attribute = (name: string) =>
            new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i')
              .exec(tag)
              ?.slice(1)
              .find((value) => value !== undefined);
          checkPicture(file, at, attribute('src') ?? '', attribute('alt'));
        }
      } else if (node.name === 'img') {
        const attribute = (name: string) =>
          node.attributes.find((entry) => entry.type === 'mdxJsxAttribute' && entry.name === name)?.value;
        const [src, alt] = [attribute('src'), attribute('alt')];
        // An expression as src or alt is checked where its value is known: on the built page.
        checkPicture(
          file,
          at,
          typeof src === 'string' ? src : undefined,
          alt !== null && typeof alt === 'object' ? '{}' : (alt ?? undefined),
        );
      } else if (node.name === 'Figure') {
        const alt = attributeOf(node, 'alt');
        if (takesMore(node) || alt?.text?.trim() || alt?.expression) return;
        const message = 'the figure has no alternative text';
        reportProblem(file, 'picture-without-words', at, message, 'say what it shows: alt="这里写图的内容"');
      }
    });
    for (const { at, url, place } of beside) {
      const fault = await pictureFault(place);
      if (fault !== undefined)
        reportProblem(file, 'unreadable-picture', at, `the picture “${url}” ${fault}`, pictureRemedy);
    }
  };
}

/** A picture beside the post, which the build reads. */
interface Beside {
  readonly at: Point | undefined;
  readonly url: string;
  readonly place: string;
}

/** @returns where it lies, if it lies beside the post */
function lintPicture(
  file: VFile,
  at: Point | undefined,
  url: string | undefined,
  alt: string | undefined,
): string | undefined {
  if ((alt ?? '').trim() === '') {
    reportProblem(
      file,
      'picture-without-words',
      at,
      `the picture “${url ?? ''}” has no alternative text`,
      'say what it shows: ![这里写图的内容](address)',
    );
  }
  if (url === undefined || /\\|\{\{/.test(url) || url.startsWith('data:')) return undefined;
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(url)) {
    reportProblem(
      file,
      'picture-elsewhere',
      at,
      `the picture “${url}” is on another host`,
      'copy it beside the post; the pages’ security policy refuses foreign pictures',
    );
    return undefined;
  }
  const path = decodedUrl(url.replace(/[?#].*$/, ''));
  const place = path.startsWith('/') ? join(process.cwd(), 'public', path) : resolve(dirname(file.path), path);
  dependOn(file, place);
  if (!existsSync(place)) {
    reportProblem(
      file,
      'missing-picture',
      at,
      `the picture “${url}” does not exist`,
      path.startsWith('/') ? 'put it into public/' : 'put it beside the post, or correct the name (case counts)',
    );
    return undefined;
  }
  return path.startsWith('/') ? undefined : place;
}
