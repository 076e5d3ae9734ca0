import { type Found, searchPosts } from './post-index.ts';
import { resultEntry } from './result-list.ts';
import { wordsOf } from './search-words.ts';
import { filterTitles } from './title-filter.ts';

/** What the page's markup gives (SearchBox.astro). */
export interface SearchParts {
  readonly form: HTMLFormElement;
  readonly input: HTMLInputElement;
  readonly tag: HTMLSelectElement;
  /** says what was found, also aloud */
  readonly status: HTMLElement;
  readonly list: HTMLOListElement;
  readonly more: HTMLButtonElement;
  /** the way out when nothing was found */
  readonly nothing: HTMLElement;
  /** every post, as the server sent them */
  readonly stock: HTMLElement;
}

/** The search while the page is open: one question at a time, the last one wins. */
export class SearchSession {
  readonly #parts: SearchParts;
  #asked = 0;
  #timer: number | undefined;

  constructor(parts: SearchParts) {
    this.#parts = parts;
    const { form, input, tag, nothing } = parts;
    input.addEventListener('input', (event) => {
      // Half a syllable of an input method is no question.
      if (!(event as InputEvent).isComposing) this.#soon();
    });
    input.addEventListener('compositionend', () => {
      this.#soon();
    });
    tag.addEventListener('change', () => void this.ask());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.ask();
    });
    form.parentElement?.addEventListener('keydown', (event) => {
      this.#move(event);
    });
    nothing.querySelector('button')?.addEventListener('click', () => {
      input.value = '';
      tag.value = '';
      input.focus();
      void this.ask();
    });
  }

  /** Answers what stands in the form, and keeps it in the address. */
  async ask(): Promise<void> {
    clearTimeout(this.#timer);
    const { input, tag, stock } = this.#parts;
    const turn = ++this.#asked;
    const words = wordsOf(input.value);
    this.#keep();
    if (words.length === 0 && tag.value === '') {
      this.#clear();
      filterTitles(stock, []);
      stock.hidden = false;
      return;
    }
    try {
      const found = await searchPosts(words, tag.value);
      if (turn === this.#asked) this.#show(found);
    } catch {
      if (turn === this.#asked) this.#showTitles(words);
    }
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.ask(), 150);
  }

  #clear(): void {
    const { list, more, nothing, status } = this.#parts;
    list.replaceChildren();
    more.hidden = true;
    nothing.hidden = true;
    status.textContent = '';
  }

  #show(found: Found): void {
    const { list, nothing, status, stock, input } = this.#parts;
    this.#clear();
    stock.hidden = true;
    list.append(...found.posts.map(resultEntry));
    this.#offerMore(found);
    const count = found.posts.length;
    nothing.hidden = count > 0;
    const asked = input.value.trim();
    if (count === 0) status.textContent = asked === '' ? '没有找到。' : `没有找到“${asked}”。`;
    else status.textContent = found.more ? `先列出 ${count} 篇。` : `找到 ${count} 篇文章。`;
  }

  #offerMore({ more: next }: Found): void {
    const { more, list, status } = this.#parts;
    more.hidden = next === undefined;
    more.onclick = async () => {
      const turn = this.#asked;
      const found = await next?.();
      if (!found || turn !== this.#asked) return;
      const entries = found.posts.map(resultEntry);
      list.append(...entries);
      this.#offerMore(found);
      const count = list.childElementCount;
      status.textContent = found.more ? `已列出 ${count} 篇。` : `找到 ${count} 篇文章。`;
      entries[0]?.querySelector('a')?.focus();
    };
  }

  /** Without WebAssembly or index the list of all posts stays, narrowed down by the titles. */
  #showTitles(words: readonly string[]): void {
    const { status, stock, nothing, tag } = this.#parts;
    this.#clear();
    tag.disabled = true;
    stock.hidden = false;
    const left = filterTitles(stock, words);
    nothing.hidden = left > 0;
    status.textContent = `全文搜索在这里用不了，只按标题找：${left > 0 ? `${left} 篇文章。` : '没有找到。'}`;
  }

  #keep(): void {
    const { input, tag } = this.#parts;
    const url = new URL(location.href);
    for (const [name, value] of [
      ['q', input.value.trim()],
      ['tag', tag.value],
    ] as const) {
      if (value === '') url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    history.replaceState(history.state, '', url);
  }

  /** Arrow keys go from the field along the titles and back, Escape returns to the field and then empties it. */
  #move(event: KeyboardEvent): void {
    const { input, list, stock } = this.#parts;
    const titles = [...(stock.hidden ? list : stock).querySelectorAll<HTMLElement>('h2 a, li:not([hidden]) > a')];
    const stops = [input, ...titles.filter((title) => title.offsetParent !== null)];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    if (event.isComposing) return;
    if (event.key === 'Escape' && document.activeElement !== input) input.focus();
    else if (event.key === 'Escape' && input.value !== '') {
      input.value = '';
      void this.ask();
    } else if (at >= 0 && event.key === 'ArrowDown') stops[at + 1]?.focus();
    else if (at > 0 && event.key === 'ArrowUp') stops[at - 1]?.focus();
    else return;
    event.preventDefault();
  }
}
