import type { Page } from 'playwright-core';
import { stageOf } from './stage.ts';

/** A phone, a laptop, a projector. */
export const windows = [
  { width: 390, height: 844, hasTouch: true },
  { width: 1280, height: 800, hasTouch: false },
  { width: 1920, height: 1080, hasTouch: false },
] as const;

/** How much of the picture is in the window: of its height, or of as much as the window can hold. */
export const shareInSight = (page: Page, name: string) =>
  stageOf(page, name)
    .root.locator('.picture')
    .evaluate((picture) => {
      const { top, bottom, height } = picture.getBoundingClientRect();
      return (Math.min(bottom, innerHeight) - Math.max(top, 0)) / Math.min(height, innerHeight);
    });
