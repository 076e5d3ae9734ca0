import { lossesOf, withTitle } from './conservation.ts';
import { bringOver } from './journey/bring-over.ts';
import { claimAddresses } from './journey/claim-addresses.ts';
import { journeyTo, recordFile, reportFile } from './journey/journey.ts';
import { readPosts } from './journey/read-posts.ts';
import { settleParts } from './journey/settle-parts.ts';
import { writeIfChanged, writePost, writePublicFiles } from './journey/write-posts.ts';
import { recordText } from './record.ts';
import { reportText, type ImportReport } from './report.ts';

/**
 * Brings a Jekyll blog's posts into the site in the working directory. The blog itself is only read.
 * @param place its folder, or one Markdown file
 */
export async function importBlog(place: string): Promise<ImportReport> {
  const journey = journeyTo(place);
  const { posts, report, record } = journey;
  readPosts(journey);
  claimAddresses(journey);
  for (const post of posts) {
    const before = { formulas: { ...report.formulas }, pictures: { ...report.pictures } };
    try {
      await bringOver(journey, post);
    } catch (error) {
      post.fault = error instanceof Error ? error.message : String(error);
      Object.assign(report, before);
    }
  }
  for (const post of posts) if (post.fault === undefined) await settleParts(journey, post);
  for (const post of posts) {
    if (post.fault !== undefined || !post.places) continue;
    const { unread } = post.places;
    if (unread.length > 0) {
      report.unread += unread.length;
      const more = unread.length === 1 ? '' : `, here and in ${unread.length - 1} other places`;
      post.notes.push({
        kind: 'look',
        line: undefined,
        message: `“${unread[0]}” looks like a formula and is text${more}`,
      });
    }
    const { text, firstLine } = post.source;
    const { words, notes } = lossesOf(
      text,
      firstLine,
      withTitle(post.places.inventory, post.description.title),
      post.told,
    );
    post.notes.push(...notes);
    report.lost.words += words;
    if (notes.length > 0) report.lost.posts += 1;
  }
  for (const post of posts) report.posts.push(writePost(journey, post));
  report.pictures.copied = posts.reduce((sum, post) => sum + (post.fault === undefined ? post.pictures.size : 0), 0);
  report.files = writePublicFiles(journey);
  report.redirects = posts.reduce(
    (sum, { fault, redirectFrom }) => sum + (fault === undefined ? redirectFrom.length : 0),
    0,
  );
  report.posts.sort((a, b) => (a.file < b.file ? -1 : 1));
  writeIfChanged(recordFile, recordText(record));
  writeIfChanged(reportFile, reportText(report, { terminal: false }));
  return report;
}
