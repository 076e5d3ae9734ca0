declare module 'virtual:lab-kernels' {
  /** The kernels' WebAssembly, base64. */
  const bytes: string;
  export default bytes;
}
