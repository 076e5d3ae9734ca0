import type { DeviceMessage, DeviceRequest } from './device-messages.ts';

/** The button that measures on the reader's device. The worker, and tfjs with it, is loaded when it is pressed. */
const panel = document.querySelector<HTMLElement>('[data-device]');
const button = panel?.querySelector<HTMLButtonElement>('[data-action="measure-device"]');
const state = panel?.querySelector<HTMLElement>('[data-device-state]');
if (panel && button && state) {
  // Without this script the button could do nothing; it is in the page, hidden, until then.
  panel.hidden = false;
  button.addEventListener('click', () => start(button, state));
}

const milliseconds = (value: number) => `${value >= 100 ? value.toFixed(0) : value.toPrecision(3)} 毫秒`;

function start(pressed: HTMLButtonElement, shown: HTMLElement): void {
  const finish = (text: string) => {
    worker?.terminate();
    pressed.disabled = false;
    pressed.textContent = '再量一次';
    shown.textContent = text;
  };
  let worker: Worker | undefined;
  pressed.disabled = true;
  shown.textContent = '正在加载计算程序……';
  try {
    worker = new Worker(new URL('./device-worker.ts', import.meta.url), { type: 'module' });
  } catch {
    finish('这个浏览器不能启动计算程序，量不了。');
    return;
  }
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    finish('计算程序没有加载成功：可能断网了，也可能页面刚刚更新过。可以再按一次，还不行就刷新页面。');
  });
  worker.addEventListener('message', ({ data }: MessageEvent<DeviceMessage>) => {
    switch (data.kind) {
      case 'progress':
        shown.textContent = `正在量：${data.title}（${Math.round(data.share * 100)}%）`;
        break;
      case 'case':
        for (const { name, wall } of data.found) put(`${data.id} ${name}`, milliseconds(wall));
        break;
      case 'done':
        finish(`量完了，后端是 ${data.backend}。别的程序在忙的时候，数字会变大。`);
        break;
      case 'error':
        finish(`没有量成：${data.message}`);
        break;
      case 'first-gradient':
        break;
    }
  });
  const request: DeviceRequest = { kind: 'measure', rounds: 7, slice: 40 };
  worker.postMessage(request);
}

function put(cell: string, text: string): void {
  for (const place of document.querySelectorAll<HTMLElement>(`[data-device-cell="${cell}"]`)) place.textContent = text;
}
