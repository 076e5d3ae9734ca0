/**
 * The file that a static host serves for an address: "/a b/c/" -> "a b/c/index.html", "/x.html" as it is.
 * @param address from the site's root, without base; decoded or percent-encoded, as front matter may hold it
 * @returns undefined if the address leads out of the site or nowhere
 */
export function fileOf(address: string): string | undefined {
  // Before decoding: an encoded “#” or “?” is a letter of the path.
  const [written = ''] = address.split(/[?#]/u, 1);
  const parts = decoded(written)
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  if (parts.length === 0 || parts.includes('..')) return undefined;
  const file = parts.join('/');
  return /\.html?$/iu.test(file) ? file : `${file}/index.html`;
}

/** A percent sign that encodes nothing stands for itself. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * Whether two addresses are one, as something that can be compared: they are if it is the same for both. The site is a
 * folder of files, so two addresses are one if their files cannot lie side by side:
 * - percent-encoding, a slash at the end or twice, and `index.html` are ways of writing; `/x.html` and `/x/` are two files.
 * - Letter case counts as nothing. GitHub Pages and Linux tell `/A/` from `/a/`, but on macOS and Windows the second file
 *   would silently be written over the first, and what is built must not depend on where. The same goes for accents,
 *   which Unicode writes composed or apart.
 * @returns undefined if the address leads out of the site or nowhere
 */
export function addressIdentity(address: string): string | undefined {
  return fileOf(address)?.normalize('NFC').toLowerCase();
}

/**
 * Who has which address, while addresses are handed out. An owner has its page alone; but several of its old addresses
 * may be one (`/NN1/` and `/nn1/`): hosts that fold no case need the file of each, and on others the files are the same.
 */
export class AddressBook<Owner> {
  private readonly pages = new Map<string, Owner>();
  private readonly redirects = new Map<string, Owner>();

  /**
   * Gives a page its address.
   * @returns who has it already; undefined if it is the owner's now, or is no address
   */
  claimPage(address: string, owner: Owner): Owner | undefined {
    const key = addressIdentity(address);
    if (key === undefined) return undefined;
    const before = this.pages.get(key) ?? this.redirects.get(key);
    if (before === undefined) this.pages.set(key, owner);
    return before;
  }

  /**
   * Lets an old address lead to its owner's page. Pages have theirs first.
   * @returns who has it already, the owner too if it is that of its page; undefined if it is the owner's now, or is no address
   */
  claimRedirect(address: string, owner: Owner): Owner | undefined {
    const key = addressIdentity(address);
    if (key === undefined) return undefined;
    const page = this.pages.get(key);
    if (page !== undefined) return page;
    const before = this.redirects.get(key);
    if (before === undefined) this.redirects.set(key, owner);
    return before === owner ? undefined : before;
  }
}
