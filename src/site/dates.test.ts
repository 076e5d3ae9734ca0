import { describe, expect, it } from 'vitest';
import { chineseDay, isoDay } from './dates.ts';

describe('dates of posts', () => {
  const day = new Date('2016-10-01');
  it('are written the Chinese way, without leading zeros', () => {
    expect(chineseDay(day)).toBe('10月1日');
  });
  it('keep their day whatever the time zone of the machine', () => {
    expect(isoDay(new Date('2016-12-31T23:59:59Z'))).toBe('2016-12-31');
    expect(isoDay(day)).toBe('2016-10-01');
  });
});
