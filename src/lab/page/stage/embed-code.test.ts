import { expect, test } from 'vitest';
import { embedCode } from './embed-code.ts';

test('a frame of the address with its settings, safe in HTML', () => {
  expect(embedCode('https://a.example/repo/lab/x/', '题 "A" & <B>', 700.2)).toBe(
    '<iframe src="https://a.example/repo/lab/x/?embed" title="题 &quot;A&quot; &amp; &lt;B>" width="100%" height="701" style="border: 0" loading="lazy" allow="fullscreen; clipboard-write"></iframe>',
  );
  expect(embedCode('https://a.example/lab/x/?depth=20&k=1', 'x', 1)).toContain(
    'src="https://a.example/lab/x/?depth=20&amp;k=1&amp;embed"',
  );
});
