/**
 * One failure that many wait for while they wait for something else. Not a promise that each of them races against: such a
 * promise keeps all of them, with what they were given, for as long as it lives itself.
 */
export interface Failure {
  /** Whoever waits, and whoever will, is told; the first failure counts. */
  fail(error: unknown): void;
  /** Settles as the work does, or is rejected with the failure if that comes first. */
  unlessFailed<T>(work: Promise<T>): Promise<T>;
}

export function createFailure(): Failure {
  const waiting = new Set<(error: unknown) => void>();
  let failed: { readonly error: unknown } | null = null;
  return {
    fail(error) {
      failed ??= { error };
      for (const reject of waiting) reject(failed.error);
      waiting.clear();
    },
    unlessFailed: <T>(work: Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        if (failed) reject(failed.error);
        else waiting.add(reject);
        const settled = () => waiting.delete(reject);
        work.then(resolve, reject).finally(settled);
      }),
  };
}
