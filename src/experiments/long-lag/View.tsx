import { Stage, type ViewProps } from '../../lab/page/stage/stage.tsx';
import { figure } from './figure.ts';
import { params } from './params.ts';

export default function View(view: ViewProps) {
  return <Stage {...view} definition={params} figure={figure} answersChanges={false} checkable={false} />;
}
