/** Seconds that this thread has computed, whatever else the machine did meanwhile. */
export function secondsComputed(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
}
