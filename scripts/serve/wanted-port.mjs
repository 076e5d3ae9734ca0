import { Failure, say } from '../launch/say.mjs';

/**
 * The port that PORT asks for, else the site's own; ends the process if PORT is none.
 * @returns {number}
 */
export function wantedPort() {
  const port = Number(process.env.PORT || 4321);
  if (Number.isInteger(port) && port >= 1 && port <= 65535) return port;
  const { message, remedy } = new Failure(
    `PORT=${process.env.PORT} is not a port.`,
    'Give a number from 1 to 65535, or leave PORT out.',
  );
  say(`${message}\n  ${remedy}`);
  process.exit(1);
}
