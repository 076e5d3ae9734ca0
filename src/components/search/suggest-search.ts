import { withBase } from '../../site/base.ts';
import { wordsOfAddress } from './words-of-address.ts';

const words = wordsOfAddress(location.pathname, withBase('/'));
const link = document.querySelector<HTMLAnchorElement>('.suggestion');
if (link && words !== '' && words !== '404') {
  link.search = new URLSearchParams({ q: words }).toString();
  link.textContent = `搜索“${words}”`;
}
