/** Set in the line; they stay. */
export const inlineTags = new Set(
  'sub sup kbd mark u s del ins b strong i em small abbr q cite dfn var samp ruby rt rp rb wbr bdi time'.split(' '),
);
/** Blocks that stay: Markdown has no way to write them, or not as much. */
export const blockTags = new Set(
  'table thead tbody tfoot tr td th caption colgroup col ul ol li dl dt dd blockquote details summary'.split(' '),
);
/** Boxes around text: only what is in them stays. */
export const boxTags = new Set(
  'div p center section article figure figcaption header footer main nav aside form fieldset address hgroup picture body html'.split(
    ' ',
  ),
);
/** Looks without meaning. */
export const plainTags = new Set(
  'font span big tt nobr marquee noscript label button legend acronym blink basefont nav link meta base title head strike a o:p w:sdt'.split(
    ' ',
  ),
);
export const embedTags = new Set('iframe embed object video audio source track param frame'.split(' '));
export const dropTags = new Set(
  'input textarea select option optgroup canvas map area progress meter template'.split(' '),
);
export const voidTags = new Set('br hr img col wbr input embed source track param area link meta base'.split(' '));
export const keptAttributes = new Set(
  'id title colspan rowspan start open datetime lang dir reversed type value'.split(' '),
);
/** Attributes that hold a script, or a page of their own. */
export const isHandler = (name: string): boolean => /^on[a-z]/.test(name) || name === 'srcdoc';
/** Attributes that stand without a value. */
export const bareAttributes = new Set(
  'controls allowfullscreen open reversed hidden async defer noshade nowrap checked disabled autoplay loop muted webkitallowfullscreen mozallowfullscreen itemscope border'.split(
    ' ',
  ),
);

export const tagPattern =
  /<(\/?)([A-Za-z][A-Za-z0-9:-]*)((?:\s+[^\s"'<>=/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*(\/?)>/g;

/** A name that an attribute may have. */
export const attributeName = /^[a-z_:][\w:-]*$/;

/** Attributes by their names in lower case; one without a value has an empty one. */
export function attributesOf(source: string): Record<string, string> {
  const found = [...source.matchAll(/([^\s"'<>=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g)];
  return Object.fromEntries(
    found.map(([, name, a, b, c]) => [
      name!.toLowerCase(),
      (a ?? b ?? c ?? '').replaceAll('&amp;', '&').replaceAll('&quot;', '"'),
    ]),
  );
}
