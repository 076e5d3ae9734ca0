import {
  CategoryScale,
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  ScatterController,
  Tooltip,
} from 'chart.js';

/** Chart.js with only the parts that our figures use: the rest is left out of the bundle. */
Chart.register(CategoryScale, LinearScale, LineController, LineElement, PointElement, ScatterController, Tooltip);

export { Chart };
