/** Front matter dates are days, read as midnight UTC: formatting them in another zone would move them by a day. */
const pad = (value: number): string => String(value).padStart(2, '0');

/** 10月11日, where the year stands above. */
export function chineseDay(date: Date): string {
  return `${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
}

/** 2016-10-11, for machines. */
export function isoDay(date: Date): string {
  return `${date.getUTCFullYear()}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`;
}
