/** Front matter dates are days, read as midnight UTC: formatting them in another zone would move them by a day. */
const pad = (value: number): string => String(value).padStart(2, '0');

/** 2016年10月11日: the gaps between figures and Han are the style sheet's (text-autospace). */
export function chineseDate(date: Date): string {
  return `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
}

/** 10月11日, where the year stands above. */
export function chineseDay(date: Date): string {
  return `${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
}

/** 2016-10-11, for machines. */
export function isoDay(date: Date): string {
  return `${date.getUTCFullYear()}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`;
}
