import { useMemo } from 'preact/hooks';
import type { PingPongParams } from './params.ts';
import { Pixels } from './pixels.tsx';
import { networkView, shownSetting } from './shown-setting.ts';
import { side } from './picture-size.ts';

/** The reader's scene as both networks get it. */
export function NetworkView({ params }: { readonly params: PingPongParams }) {
  const setting = shownSetting(params);
  const pixels = useMemo(() => networkView(setting, params), [JSON.stringify(setting), params.noise]);
  return (
    <div class="seen-by-nets needs-script">
      <Pixels pixels={pixels} label={`网络看到的画面，${side} × ${side} 个像素`} />
      <p>
        两个网络看到的：{side} × {side} 个像素
      </p>
    </div>
  );
}
