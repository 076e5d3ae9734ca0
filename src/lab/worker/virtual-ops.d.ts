declare module 'virtual:tfjs-ops/wasm';
declare module 'virtual:tfjs-ops/cpu';
declare module 'virtual:tfjs-ops/gradients';
