import { usualBudgets, type PageBudgets } from './page-budgets.ts';

/** Comments by giscus (GitHub Discussions): the four values that https://giscus.app shows for a repository. */
export interface Comments {
  readonly repo: string;
  readonly repoId: string;
  readonly category: string;
  readonly categoryId: string;
}

/** A counter of visits: its script, and how the script is told whose visits they are. */
export interface Analytics {
  /** who is told, in the reader's words: “GoatCounter”, “自己的 Umami” */
  readonly name: string;
  /** the script's full address, https only */
  readonly script: string;
  /** attributes of the script element, such as `{ 'data-website-id': '…' }` */
  readonly attributes?: Readonly<Record<string, string>>;
  /** further origins that the script talks to, such as `https://example.goatcounter.com` */
  readonly connect?: readonly string[];
}

export interface SiteOptions {
  /** What a page may weigh before a build fails, in bytes: those of page-budgets.ts where they are not given. */
  readonly budgets?: Partial<PageBudgets>;
  readonly comments?: Comments;
  readonly analytics?: Analytics;
}

export const giscusOrigin = 'https://giscus.app';

/** Sources that a page's content policy must allow, by directive. Empty without options. */
export interface PolicySources {
  readonly script: readonly string[];
  readonly style: readonly string[];
  readonly connect: readonly string[];
  readonly frame: readonly string[];
  readonly image: readonly string[];
  /** Whole directives: who in a page may make HTML or scripts of text. Without them anybody may. */
  readonly trustedTypes: readonly (`require-trusted-types-for ${string}` | `trusted-types ${string}`)[];
}

/** @throws Error naming the option, what is wrong with it and what to write */
export function policyFor(options: SiteOptions): PolicySources {
  checkOptions(options);
  const { comments, analytics } = options;
  const counter = analytics ? [new URL(analytics.script).origin] : [];
  const told = [...counter, ...(analytics?.connect ?? [])];
  return {
    script: [...(comments ? [giscusOrigin] : []), ...counter],
    style: comments ? [giscusOrigin] : [],
    connect: told,
    frame: comments ? [giscusOrigin] : [],
    // Counters that cannot send ask for a picture.
    image: told,
    // Their names: components/scripts/own-scripts.js, lab/page/built-html.ts. What a counter's script does to a page nobody here knows.
    trustedTypes: analytics
      ? []
      : ["require-trusted-types-for 'script'", `trusted-types default built-html${comments ? ' comments' : ''}`],
  };
}

function checkOptions({ budgets = {}, comments, analytics }: SiteOptions): void {
  const wrong = (what: string, remedy: string): Error => new Error(`src/site/options.ts: ${what}\n  → ${remedy}`);
  for (const [key, most] of Object.entries(budgets)) {
    if (!Object.hasOwn(usualBudgets, key))
      throw wrong(`there is no budgets.${key}`, `write one of ${Object.keys(usualBudgets).join(', ')}`);
    if (!Number.isInteger(most) || most < 0)
      throw wrong(`budgets.${key} is ${JSON.stringify(most)}, not a number`, 'write whole bytes, or leave it out');
  }
  if (comments) {
    if (!/^[\w.-]+\/[\w.-]+$/.test(comments.repo))
      throw wrong(`comments.repo “${comments.repo}” is not a repository`, 'write owner/name');
    for (const key of ['repoId', 'category', 'categoryId'] as const)
      if (!comments[key]?.trim()) throw wrong(`comments.${key} is empty`, 'copy it from https://giscus.app');
  }
  if (analytics) {
    if (!analytics.name?.trim()) throw wrong('analytics.name is empty', 'say to readers who counts');
    const addresses = { script: [analytics.script], connect: analytics.connect ?? [] };
    for (const [key, list] of Object.entries(addresses))
      for (const address of list)
        if (!URL.canParse(address) || new URL(address).protocol !== 'https:')
          throw wrong(`analytics.${key} “${address}” is not an https address`, 'write https://host/…');
    for (const origin of analytics.connect ?? [])
      if (new URL(origin).origin !== origin)
        throw wrong(`analytics.connect “${origin}” is more than an origin`, `write ${new URL(origin).origin}`);
  }
}
