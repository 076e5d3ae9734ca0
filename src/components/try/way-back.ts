/**
 * The way back to the words that set an experiment: the browser's Back goes to the sentence, not off the page, and a button
 * says so until it is used or the sentence is in sight again.
 */
let end: () => void = () => undefined;

export function offerWayBack(words: HTMLElement, stage: HTMLElement): void {
  end();
  // The sentence's place belongs to the entry that is left; what follows is an entry of its own.
  history.pushState(history.state, '', location.href);
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'way-back';
  button.textContent = words.dataset['back'] ?? '';
  button.addEventListener('click', () => history.back());
  stage.after(button);
  const goBack = () => {
    end();
    words.scrollIntoView({ behavior: 'instant', block: 'center' });
    words.focus({ preventScroll: true });
  };
  addEventListener('popstate', goBack);
  // At first the sentence is in sight still: the page is on its way to the picture.
  let left = false;
  const watching = new IntersectionObserver((reports) => {
    for (const { isIntersecting } of reports) {
      if (!isIntersecting) left = true;
      else if (left) end();
    }
  });
  watching.observe(words);
  end = () => {
    button.remove();
    watching.disconnect();
    removeEventListener('popstate', goBack);
    end = () => undefined;
  };
}
