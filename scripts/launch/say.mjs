/** Progress goes to standard error: a job's own standard output (JSON, say) stays clean. */
export function say(text) {
  process.stderr.write(`▸ ${text}\n`);
}

/** A failure that the person at the keyboard can mend: what happened, and what to do about it. */
export class Failure extends Error {
  /** @param {string} message @param {string} remedy */
  constructor(message, remedy) {
    super(message);
    this.remedy = remedy;
  }
}
