/** The posts of `npm run bench:build`: as many as asked for, each with `formulasOfPost` formulas, no two alike. */

const day = 24 * 60 * 60 * 1000;
const topics = ['梯度', '反向传播', '循环网络', '卷积', '注意力', '正则化', '优化器', '初始化', '归一化', '记忆'];

const sectionsOfPost = 8;
export const formulasOfPost = 4 * sectionsOfPost;

/** @returns path under src/content/posts -> text of the post, e.g. `bench-0007/index.md` */
export function benchPosts(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [benchPostPath(i), benchPost(i)]));
}

export function benchPostPath(index: number): string {
  return `bench-${String(index).padStart(4, '0')}/index.md`;
}

/** @param version another one is another text, as after an author's change */
export function benchPost(index: number, version = 1): string {
  const date = new Date(Date.UTC(2015, 0, 1) + index * day).toISOString().slice(0, 10);
  const own = topics[index % topics.length]!;
  const other = topics[(index * 7 + 3) % topics.length]!;
  const sections = Array.from({ length: sectionsOfPost }, (_, part) => section(index, part, own));
  return `---
title: 第 ${index} 篇：${own}与${other}
date: ${date}
description: 为测量构建时间写的第 ${index} 篇，第 ${version} 稿。
tags: [${own}, ${other}]
categories: [${own}]
---

这一篇讲${own}，顺带讲${other}。第 ${version} 稿。

<!-- more -->

${sections.join('\n')}`;
}

/** Four formulas: two in a line, a displayed one, and one of several lines. */
function section(index: number, part: number, topic: string): string {
  const n = index * sectionsOfPost + part;
  return `## ${part + 1}. ${topic}的第 ${part + 1} 个问题

设网络有 $T_{${n}}$ 层，每一层的误差记作 $\\sigma^{i}_{${n}}$。往回走用的是**链式法则**，每退一层乘一次导数，所以误差会随着层数
一路变小，或者一路变大；变多少，要看每一层的雅可比矩阵。先写出相邻两层：

$$
\\sigma_{${n}}^{i-1} = \\sigma_{${n}}^{i} \\cdot J^{i}, \\qquad J^{i} = \\frac{\\partial h^{i}}{\\partial h^{i-1}} + ${n}\\,I
$$

再把它们连乘起来，就得到第一层的误差，它是从最后一层传来的：

$$
\\begin{aligned}
\\sigma^{1} &= \\sigma^{T} \\prod_{i=2}^{T} J^{i} + \\sum_{k=1}^{${part + 2}} \\left( \\frac{a_k}{${n + 1}} \\right)^{2} \\\\
\\lVert \\sigma^{1} \\rVert &\\le \\lVert \\sigma^{T} \\rVert \\prod_{i=2}^{T} \\lVert J^{i} \\rVert
\\end{aligned}
$$

- 每个因子都小于一，乘到后来什么也不剩。
- 每个因子都大于一，乘到后来谁也收不住。

`;
}
