/* global document, innerHeight, IntersectionObserver */
const links = new Map();
for (const link of document.querySelectorAll('.contents a')) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (heading) links.set(heading, link);
}
let current;
const observer = new IntersectionObserver(
  () => {
    let reading;
    for (const heading of links.keys()) {
      if (heading.getBoundingClientRect().top > innerHeight * 0.3) break;
      reading = heading;
    }
    if (reading === current) return;
    links.get(current)?.removeAttribute('aria-current');
    current = reading;
    const link = links.get(current);
    link?.setAttribute('aria-current', 'true');
    const box = link?.closest('details');
    if (box && box.scrollHeight > box.clientHeight) box.scrollTop = link.offsetTop - box.clientHeight / 2;
  },
  { rootMargin: '1000000px 0px -70% 0px' },
);
for (const heading of links.keys()) observer.observe(heading);
