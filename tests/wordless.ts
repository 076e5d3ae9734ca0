/** What a definition says to readers, where a test is about what it does. */
export const wordless = {
  title: '',
  question: '',
  about: '',
  guesses: [],
  answer: 0,
  reveal: '',
  presets: [],
} as const;
