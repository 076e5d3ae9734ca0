/**
 * The windows that readers have: a phone, a laptop, a projector. In each of them the picture that answers is to be in sight:
 * counted is the share of its height that is in the window, or of as much as the window can hold.
 */
export const windows = [
  { width: 390, height: 844, hasTouch: true },
  { width: 1280, height: 800, hasTouch: false },
  { width: 1920, height: 1080, hasTouch: false },
] as const;
