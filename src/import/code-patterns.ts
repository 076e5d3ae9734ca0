/** Sources of regular expressions for what every step must read alike. Their groups have names, so that they can stand anywhere. */

/** Stands before a mark that no back-slash takes its meaning from: two of them are a back-slash. */
export const unescaped = '(?<!(?<!\\\\)(?:\\\\\\\\)*\\\\)';

/** A piece of code in the line; it ends with its paragraph at the latest. */
export const spanPattern = `(?<!\`)${unescaped}(?<ticks>\`+)(?!\`)(?:[^\\n]|\\n(?!\\s*\\n))*?[^\`]\\k<ticks>(?!\`)`;

/** A fence to its end, in lists and quotations too; with the flag m. */
export const fencePattern =
  '^[ \\t>]*(?:(?:[-*+]|\\d+[.)])[ \\t]+)*(?<fence>`{3,}|~{3,})[^`\\n]*\\n(?:[\\s\\S]*?\\n)?[ \\t>]*\\k<fence>[`~]*[ \\t]*$';
