/** `2017-06-09`, with or without a time, as YAML and Jekyll write it. */
const written = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d*)?)?.*)?$/;

/**
 * Why there is no such day or time, in words; undefined if there is, or if this is no date at all. YAML and JavaScript count on:
 * to them 2026-02-30 is the 2nd of March, and a thirteenth month is the next January.
 */
export function noSuchDay(text: string): string | undefined {
  const [, year = '', month = '', day = '', ...time] = written.exec(text.trim()) ?? [];
  if (year === '') return undefined;
  if (Number(month) < 1 || Number(month) > 12) return `there is no month ${month}`;
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (Number(day) < 1 || Number(day) > days) return `${year}-${month} has ${days} days`;
  const [hour = 0, minute = 0, second = 0] = time.map((part) => Number(part ?? 0));
  if (hour > 23 || minute > 59 || second > 59) return 'a day ends at 23:59:59';
  return undefined;
}
