/** What a link may lead to beside the web: nothing of it runs in the reader's browser. */
const schemes = new Set('http https mailto tel sms ftp ftps sftp git ssh irc magnet ed2k thunder geo doi'.split(' '));

/** The scheme of an address, however it is hidden: browsers see through entities, spaces and control characters. */
function schemeOf(written: string): string | undefined {
  const plain = written
    .replace(/&#x([\da-f]{1,6});?/gi, (_, code: string) => character(Number.parseInt(code, 16)))
    .replace(/&#(\d{1,7});?/g, (_, code: string) => character(Number(code)))
    .replace(/&colon;/gi, ':')
    .replace(/&(?:tab|newline);/gi, '')
    .replace(/[\p{C}\s]+/gu, '');
  return /^([a-z][a-z0-9+.-]*):/i.exec(plain)?.[1]?.toLowerCase();
}

const character = (code: number): string => (code <= 0x10_ffff ? String.fromCodePoint(code) : '');

/** Whether a reader may follow an address: a path, a part of a page, or one of the known schemes. */
export function isSafeAddress(written: string): boolean {
  const scheme = schemeOf(written);
  // `localhost:4000`, `example.org:80/x`: a port is no scheme's rest.
  return scheme === undefined || schemes.has(scheme) || /^[\w.-]+:\d+(?:[/?#]|$)/.test(written.trim());
}

/** Whether a file is a page to a browser, drawn or written in XML, that runs something when it is opened by itself. */
export function holdsScript(path: string, bytes: Uint8Array): boolean {
  if (!/\.(?:svg|xml|xht|xhtml|xsl|xslt|mht|mhtml|swf)$/i.test(path)) return false;
  const text = new TextDecoder().decode(bytes);
  return /\.swf$/i.test(path) || /<(?:\w+:)?script\b|\son\w+\s*=|javascript:/i.test(text);
}
