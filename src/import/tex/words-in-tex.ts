import { argumentEnd } from './groups.ts';

/** Commands whose argument is text already. */
const textCommand =
  /^\\(?:text(?:rm|bf|it|sf|tt|normal|up|md)?|mbox|hbox|fbox|tag\*?|operatorname\*?|label|htmlData|htmlClass|begin|end|color|textcolor|hspace\*?)(?![A-Za-z])/;

/** Full-width forms that mean their ASCII selves. */
const plain: Record<string, string> = {
  '（': '(',
  '）': ')',
  '［': '[',
  '］': ']',
  '｛': '\\{',
  '｝': '\\}',
  '＝': '=',
  '＋': '+',
  '－': '-',
  '＜': '<',
  '＞': '>',
  '｜': '|',
  '／': '/',
  '＊': '*',
  '：': ':',
  '；': ';',
  '！': '!',
  '＾': '^',
  '＿': '_',
  '－ ': '-',
  '‖': '\\|',
  '−': '-',
  '–': '-',
  '‐': '-',
  '‑': '-',
  '’': "'",
  '‘': "'",
  '′': "'",
  '″': "''",
  '…': '\\ldots ',
  '⋯': '\\cdots ',
  '\u00a0': ' ',
  '\u3000': ' ',
  '\u2003': ' ',
  '\u2002': ' ',
  '\u2009': ' ',
  '\u202f': ' ',
  '\u200b': '',
  '\u200c': '',
  '\u200d': '',
  '\ufeff': '',
  '\u2028': ' ',
  '\u2029': ' ',
  '\u200e': '',
  '\u200f': '',
  '\u2061': '',
  '\u00ad': '',
  '①': '(1)',
  '②': '(2)',
  '③': '(3)',
  '④': '(4)',
  '⑤': '(5)',
};

/** What KaTeX sets only as text: Han and its marks, other scripts, accented letters, dashes and quotation marks. */
const wordPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3001-\u303f\uff01-\uff60“”—～À-ÖØ-öø-ž\p{Script=Cyrillic}]/u;

/** 𝜃 for θ: the Latin letters of Unicode's mathematical alphabets KaTeX knows, the Greek ones it does not. */
const mathematicalGreek = /[\u{1D6A4}-\u{1D7CB}]/u;
const variants = ['∂', 'ϵ', 'ϑ', 'ϰ', 'ϕ', 'ϱ', 'ϖ'];

function plainGreek(character: string): string {
  // Each alphabet has 58 letters, at the end those that Unicode would make the usual ones of.
  const place = (character.codePointAt(0)! - 0x1_d6a8) % 58;
  return variants[place - 51] ?? character.normalize('NFKC');
}

/**
 * Bare words in a formula -> `\text{…}`: MathJax sets them, KaTeX refuses them. A run keeps its own spaces and the
 * commas within it; full-width brackets and signs become ASCII ones.
 */
export function wordsInTex(tex: string): string {
  let result = '';
  let word = '';
  const flush = (): void => {
    const trailing = /\s*$/.exec(word)?.[0] ?? '';
    const kept = word.slice(0, word.length - trailing.length);
    if (kept !== '') {
      // x_中 and \hat中 take one token: the group is one.
      result += /\\text\{[^{}]*\}$/.test(result) || !/[\^_]\s*$/.test(result) ? `\\text{${kept}}` : `{\\text{${kept}}}`;
    }
    result += trailing;
    word = '';
  };
  for (let i = 0; i < tex.length;) {
    const text = textCommand.exec(tex.slice(i, i + 30));
    if (text) {
      flush();
      let end = argumentEnd(tex, i + text[0].length);
      if (end === -1) end = tex.length;
      const whole = tex.slice(i, end);
      // A switch like {\rm 中} is no argument; \tag and the like stay as they are.
      result += whole;
      i = end;
      continue;
    }
    const character = String.fromCodePoint(tex.codePointAt(i) ?? 0);
    if (mathematicalGreek.test(character)) {
      flush();
      result += plainGreek(character);
      i += character.length;
      continue;
    }
    if (character === '\\') {
      flush();
      const command = /^\\(?:[A-Za-z]+|[\s\S]|$)/.exec(tex.slice(i))?.[0] ?? '\\';
      // `\中` is nothing; the backslash would swallow the word.
      if (command.length === 2 && wordPattern.test(command[1] ?? '')) result += ' ';
      else result += command;
      i += command.length === 2 && wordPattern.test(command[1] ?? '') ? 1 : command.length;
      continue;
    }
    if (plain[character] !== undefined && !(word !== '' && /[：；！（）]/.test(character))) {
      flush();
      result += plain[character];
    } else if (wordPattern.test(character)) word += character;
    else if (word !== '' && (/\s/.test(character) || /[：；！（）]/.test(character))) word += character;
    else {
      flush();
      result += character;
    }
    i += character.length;
  }
  flush();
  return result;
}
