/** Fills the screen with an experiment, or ends that. Where an element cannot (iPhones), the experiment's own page does. */
export function toggleFullScreen(root: HTMLElement, ownPage: string): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else if (document.fullscreenEnabled) void root.requestFullscreen();
  else location.assign(ownPage);
}
