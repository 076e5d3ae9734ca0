import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodedUrl } from '../../markdown/decoded-url.ts';
import { stem } from '../blog.ts';
import { findFile, isOptimisable, ownPath, pictureName } from '../find-picture.ts';
import type { Note } from '../note.ts';
import { holdsScript, isSafeAddress } from '../safe-address.ts';
import type { Picture } from '../steps/job.ts';
import type { Journey, Traveller } from './journey.ts';

/**
 * Finds a picture of a post and takes it along, beside the post or, if it cannot be optimised, into public/.
 * @param written its address as its author wrote it
 * @param line of the source; undefined for the cover
 */
export function takePicture(
  { blog, report, publicFiles }: Journey,
  post: Traveller,
  written: string,
  line: number | undefined,
): Picture {
  const note = (kind: Note['kind'], message: string): void => {
    post.notes.push({ kind, line, message });
  };
  const data = /^data:image\/(png|jpeg|gif|webp);base64,(.+)$/s.exec(written);
  if (data) {
    const bytes = Buffer.from(data[2]!, 'base64');
    const name = pictureName(`picture.${data[1] === 'jpeg' ? 'jpg' : data[1]}`, (candidate) =>
      post.pictures.has(candidate),
    );
    post.pictures.set(name, bytes);
    report.pictures.found += 1;
    note('changed', `a picture inside the text is a file now: ${name}`);
    return { kind: 'found', url: `./${name}`, name: stem(name) };
  }
  if (!isSafeAddress(written)) {
    report.pictures.missing += 1;
    note('look', `the picture ${written.slice(0, 60)} is none that a page may load: its words stand in its place`);
    return { kind: 'missing', path: written, name: 'picture' };
  }
  const path = ownPath(blog, written);
  const name =
    stem(decodedUrl(written.replace(/[?#].*$/, '').replaceAll('\\', '/')))
      .replace(/[-_]+/g, ' ')
      .trim() || 'picture';
  if (path === undefined) {
    report.pictures.remote += 1;
    return { kind: 'remote', url: written.startsWith('//') ? `https:${written}` : written, name };
  }
  const found = findFile(blog, post.file, path);
  if (!found) {
    report.pictures.missing += 1;
    note('look', `the picture ${path} is not in the blog: its words stand in its place`);
    return { kind: 'missing', path, name };
  }
  const bytes = readFileSync(join(blog.root, found.path));
  if (holdsScript(found.path, bytes)) {
    report.pictures.missing += 1;
    note('look', `the picture ${found.path} holds a script: its words stand in its place`);
    return { kind: 'missing', path, name };
  }
  report.pictures.found += 1;
  if (found.how !== 'as written') note('changed', `the picture ${path} was found ${found.how}: ${found.path}`);
  if (!isOptimisable(found.path, bytes)) {
    publicFiles.set(found.path, bytes);
    note('changed', `the picture ${found.path} cannot be optimised: it is served as it is, from public/`);
    return { kind: 'found', url: encodeURI(`/${found.path}`), name };
  }
  const same = [...post.pictures].find(([, known]) => Buffer.from(known).equals(bytes) && stem(found.path) !== '');
  const target = same?.[0] ?? pictureName(found.path, (candidate) => post.pictures.has(candidate));
  post.pictures.set(target, bytes);
  return { kind: 'found', url: encodeURI(`./${target}`), name };
}
