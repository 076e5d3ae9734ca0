/** What an .mdx post may use without importing it, besides experiments: the files of src/components that post-components.ts takes in. */
export const postParts: readonly string[] = ['Figure', 'Margin', 'Measured', 'More', 'Term', 'Try'];
