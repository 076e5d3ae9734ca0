import { useEffect, useRef } from 'preact/hooks';
import { holdTouches } from '../../lab/page/hold-touches.ts';
import { SceneShapes } from '../../lab/page/charts/scene-svg.tsx';
import type { PingPongParams } from './params.ts';
import { sceneOf } from './scene.ts';
import { shownSetting } from './shown-setting.ts';

interface SceneEditorProps {
  readonly params: PingPongParams;
  readonly onChange: (change: Readonly<Record<string, unknown>>) => void;
}

type Grip = 'ball' | 'blur' | 'table' | 'left' | 'right';

/**
 * The scene, to be moved about by mouse or finger: the ball, the end of its streak, the table, the players. The sliders
 * under it do the same by keyboard.
 */
export function SceneEditor({ params, onChange }: SceneEditorProps) {
  const svg = useRef<SVGSVGElement>(null);
  const held = useRef<{ grip: Grip; dx: number; dy: number } | null>(null);
  useEffect(() => (svg.current ? holdTouches(svg.current, '[data-grip]') : undefined), []);
  const setting = shownSetting(params);
  const { ball, table, players } = setting;
  const end = ball && [
    ball.at[0] + ball.direction[0] * (ball.blur / 2 + ball.radius),
    ball.at[1] + ball.direction[1] * (ball.blur / 2 + ball.radius),
  ];

  const place = (event: PointerEvent): [number, number] => {
    const box = svg.current!.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  const grab = (grip: Grip, x: number, y: number) => (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.preventDefault();
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    const [px, py] = place(event);
    held.current = { grip, dx: x - px, dy: y - py };
  };
  const drag = (event: PointerEvent) => {
    if (!held.current) return;
    const [px, py] = place(event);
    const { grip, dx, dy } = held.current;
    const [x, y] = [px + dx, py + dy];
    if (grip === 'ball') onChange({ ballX: x, ballY: y });
    else if (grip === 'table') onChange({ tableX: x });
    else if (grip === 'left') onChange({ leftX: x });
    else if (grip === 'right') onChange({ rightX: x });
    else if (ball) {
      const [ex, ey] = [x - ball.at[0], y - ball.at[1]];
      const length = Math.hypot(ex, ey);
      // A streak has no front: the end that is held may point anywhere, its angle is taken to the right half.
      const angle = (Math.atan2(ex < 0 ? -ey : ey, Math.abs(ex)) * 180) / Math.PI;
      onChange({ blur: Math.max(0, 2 * (length - ball.radius)), angle });
    }
  };
  const release = () => (held.current = null);
  const gripProps = (grip: Grip, x: number, y: number) => ({
    class: 'scene-grip',
    'data-grip': grip,
    onPointerDown: grab(grip, x, y),
    onPointerMove: drag,
    onPointerUp: release,
    onPointerCancel: release,
  });

  return (
    <svg ref={svg} class="scene-view" viewBox="0 0 1 1" role="img" aria-label={sceneText(params)}>
      <SceneShapes scene={sceneOf(setting)} />
      {players.map((player, i) => (
        <rect
          key={i}
          {...gripProps(i === 0 ? 'left' : 'right', player.x, 0)}
          x={player.x - 0.07}
          y={0.92 - player.height}
          width={0.14}
          height={player.height}
        />
      ))}
      {table && (
        <rect
          {...gripProps('table', table.x, 0)}
          x={table.x - table.width / 2}
          y={table.y - 0.06}
          width={table.width}
          height={0.2}
        />
      )}
      {ball && (
        <circle
          {...gripProps('ball', ball.at[0], ball.at[1])}
          cx={ball.at[0]}
          cy={ball.at[1]}
          r={Math.max(0.07, ball.radius)}
        />
      )}
      {end && (
        <g class="needs-script">
          <circle class="scene-handle" cx={end[0]} cy={end[1]} r="0.016" />
          <circle {...gripProps('blur', end[0]!, end[1]!)} cx={end[0]} cy={end[1]} r="0.05" />
        </g>
      )}
    </svg>
  );
}

export function sceneText(params: PingPongParams): string {
  const parts = [
    params.ball === 'on' ? (params.blur > 0 ? '一个拉长的球' : '一个球') : '没有球',
    params.table === 'on' ? '一张球台' : '没有球台',
    `${params.players} 个人`,
    ...(params.bricks === 'on' ? ['一面砖墙'] : []),
  ];
  return `画面：${parts.join('，')}`;
}
