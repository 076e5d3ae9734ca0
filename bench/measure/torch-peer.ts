import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Contestant, Duration } from '../../src/bench/rounds.ts';

/** PyTorch in a process of its own, one thread, asked step by step so that it takes its turn among the others. */
export interface TorchPeer {
  /** With the library that multiplies its matrices. */
  readonly version: string;
  contestant(kind: 'lstm' | 'mlp' | 'cnn' | 'conv' | 'occlusion', shape: object, data: object): Promise<Contestant>;
  end(): void;
}

/** Debian's first: a python3 of one's own further up the PATH does not see python3-torch. */
const interpreters = ['/usr/bin/python3', 'python3'];

/** @returns undefined where `import torch` fails */
export async function startTorch(): Promise<TorchPeer | undefined> {
  for (const python of interpreters) {
    if (python.startsWith('/') && !existsSync(python)) continue;
    const peer = await start(python);
    if (peer) return peer;
  }
  return undefined;
}

async function start(python: string): Promise<TorchPeer | undefined> {
  const child = spawn(python, ['-u', 'bench/measure/torch-process.py'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
  });
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => (complaint = (complaint + text.toString()).slice(-2000)));
  const gone = new Promise<'gone'>((resolve) => {
    child.on('error', () => resolve('gone'));
    child.on('close', () => resolve('gone'));
  });
  // It may end between two requests; the next one says so.
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<Record<string, unknown> | undefined> => {
    const line = await Promise.race([lines.next(), gone]);
    return line === 'gone' || line.done === true ? undefined : (JSON.parse(line.value) as Record<string, unknown>);
  };
  const hello = await nextLine();
  if (!hello) return undefined;
  const ask = async (request: object): Promise<Record<string, unknown>> => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const found = await nextLine();
    if (!found) throw new Error(`PyTorch's process ended:\n${complaint}`);
    return found;
  };

  let made = 0;
  return {
    version: `${String(hello['version'])} (${String(hello['blas'])}, 1 thread)`,
    async contestant(kind, shape, data) {
      const id = `${kind}${made++}`;
      await ask({ make: id, case: kind, shape, data: encoded(data) });
      return {
        name: 'torch',
        label: 'PyTorch（1 线程）',
        run: async (times) => (await ask({ run: id, times })) as unknown as Duration,
        probe: async () => Number((await ask({ probe: id }))['value']),
        dispose: () => void ask({ drop: id }).catch(() => undefined),
      };
    },
    end: () => child.stdin.end(),
  };
}

function encoded(data: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(data).map(([name, values]: [string, Float32Array]) => [
      name,
      Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64'),
    ]),
  );
}
