/** Adds a copy button to each display formula and each block of code; without JavaScript there is none to fail. */
const said = document.getElementById('copied');
const { tex: copyTex, code: copyCode, copied, failed } = said?.dataset ?? {};

function addButton(host: Element, label = '', text: string): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = label;
  let timer = 0;
  button.onclick = async () => {
    const result = await navigator.clipboard.writeText(text).then(
      () => copied ?? '',
      () => failed ?? '',
    );
    button.textContent = result;
    if (said) said.textContent = result;
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      button.textContent = label;
      if (said) said.textContent = '';
    }, 2000);
  };
  host.append(button);
}

// textContent is read now: an experiment may write the reader's numbers into the formula later.
for (const formula of document.querySelectorAll('.formula')) {
  const tex = formula.querySelector('annotation')?.textContent;
  if (tex) addButton(formula, copyTex, tex);
}
for (const code of document.querySelectorAll('.code-block')) {
  addButton(code, copyCode, code.querySelector('pre')?.textContent ?? '');
}
