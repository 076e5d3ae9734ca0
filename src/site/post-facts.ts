/** How long a post takes, and what it is made of: the text pipeline counts it, the pages read it here. */
export interface ReadingTime {
  /** whole minutes, at least 1 */
  readonly minutes: number;
  readonly han: number;
  /** in Latin letters, numbers included */
  readonly words: number;
  readonly formulas: number;
  readonly experiments: number;
  /** blocks of code */
  readonly code: number;
  readonly pictures: number;
}

/** What the text pipeline found out about a post while rendering it. */
export interface PostFacts {
  /** HTML of what stands before the excerpt mark */
  readonly excerpt?: string;
  readonly readingTime?: Pick<ReadingTime, 'minutes' | 'experiments'>;
  readonly formulas: number;
  /** blocks of code */
  readonly code: number;
  readonly pictures: number;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const count = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);

/** Reads `remarkPluginFrontmatter`, which Astro leaves untyped. What is missing or odd is left out. */
export function postFacts(pluginFrontmatter: Readonly<Record<string, unknown>>): PostFacts {
  const { excerpt, readingTime } = pluginFrontmatter;
  const time = isRecord(readingTime) ? readingTime : undefined;
  return {
    ...(typeof excerpt === 'string' && excerpt.trim() !== '' ? { excerpt } : {}),
    ...(time && count(time['minutes']) > 0
      ? {
          readingTime: {
            minutes: Math.max(1, Math.round(count(time['minutes']))),
            experiments: count(time['experiments']),
          },
        }
      : {}),
    formulas: count(time?.['formulas']),
    code: count(time?.['code']),
    pictures: count(time?.['pictures']),
  };
}
