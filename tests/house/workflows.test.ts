import { readFileSync } from 'node:fs';
import { z } from 'astro/zod';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
});
const permissions = z.record(z.string(), z.enum(['read', 'write', 'none']));
const workflow = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions,
  concurrency: z.object({ group: z.string() }),
  jobs: z.record(
    z.string(),
    z.object({ permissions: permissions.optional(), 'timeout-minutes': z.number(), steps: z.array(step) }),
  ),
});

const read = (name: string) => workflow.parse(parse(readFileSync(`.github/workflows/${name}.yml`, 'utf8')));

/** The commits that several independent public workflows agree on. */
const pins = [
  'actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8',
  'actions/setup-node@a0853c24544627f65ddf259abe73b1d18a591444',
  'actions/configure-pages@983d7736d9b0ae728b81ab479565c72886d7745b',
  'actions/upload-pages-artifact@7b1f4a764d45c48632c6b24a0339c27f5614fb0b',
  'actions/deploy-pages@d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e',
];

describe.each(['test', 'deploy'])('%s.yml', (name) => {
  const { jobs, permissions: all } = read(name);
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  it('uses GitHub’s own actions at known commits', () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used.length).toBeGreaterThan(1);
    expect(used.filter((action) => !pins.includes(action))).toEqual([]);
  });
  it('runs npm test before anything is built', () => {
    const commands = steps.flatMap(({ run }) => run ?? []);
    expect(commands[0]).toBe('npm test');
  });
  it('may read the repository and nothing else, unless a job says so', () => {
    expect(all).toEqual({ contents: 'read' });
  });
});

it('pull requests are tested and never deployed', () => {
  expect(Object.keys(read('test').on)).toEqual(['pull_request']);
  expect(Object.keys(read('deploy').on).sort()).toEqual(['push', 'workflow_dispatch']);
});

it('the site’s address comes from Pages', () => {
  const build = read('deploy').jobs['build']?.steps.find(({ run }) => run === 'npm run build');
  expect(build?.env).toEqual({
    SITE_URL: '${{ steps.pages.outputs.origin }}',
    BASE_PATH: '${{ steps.pages.outputs.base_path }}',
  });
});
