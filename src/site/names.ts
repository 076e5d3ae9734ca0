/** What the site calls itself, in one place. */
export const siteName = '活讲义';
export const siteDescription = '可以动手验证的讲义：公式旁边就是实验，数字由你的浏览器当场算出。';
