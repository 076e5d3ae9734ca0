import type { ComponentChildren } from 'preact';

interface FilmScrollProps {
  /** How many frames. */
  readonly count: number;
  readonly label: string;
  readonly children: ComponentChildren;
}

/** A strip of frames that scrolls sideways by itself; all strips of an experiment stand at the same frame. */
export function FilmScroll({ count, label, children }: FilmScrollProps) {
  return (
    <div class="film-scroll table-box" tabindex={0} role="group" aria-label={label} onScroll={scrollOthers}>
      <div class="film-inner" style={{ '--frames': count }}>
        {children}
      </div>
    </div>
  );
}

function scrollOthers({ currentTarget }: { readonly currentTarget: HTMLElement }) {
  const strips = currentTarget.closest('[data-experiment]')?.querySelectorAll('.film-scroll') ?? [];
  for (const strip of strips) {
    // Where it stands already nothing scrolls, and no event answers this one.
    if (strip !== currentTarget && strip.scrollLeft !== currentTarget.scrollLeft)
      strip.scrollLeft = currentTarget.scrollLeft;
  }
}
