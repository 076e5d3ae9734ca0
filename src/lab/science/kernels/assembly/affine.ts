import { columnSums, multiplyPacked, pack } from './gemm';

/** y = x W + b: x [B, I], W [I, O], b [O] -> y [B, O]. Scratch: packedLength(I, O). */
export function affineForward(x: usize, w: usize, b: usize, y: usize, B: i32, I: i32, O: i32, scratch: usize): void {
  for (let i = 0; i < B; i++) memory.copy(y + ((<usize>(i * O)) << 2), b, (<usize>O) << 2);
  pack(w, O, 1, I, O, scratch);
  multiplyPacked(x, I, 1, scratch, y, O, B, O, I, true);
}

/** dW = x^T dy, db = sum dy, and dx = dy W^T unless dx is 0. Scratch: the larger of packedLength(B, O) and packedLength(O, I). */
export function affineBackward(
  x: usize, w: usize, dy: usize, dx: usize, dw: usize, db: usize, B: i32, I: i32, O: i32, scratch: usize,
): void {
  pack(dy, O, 1, B, O, scratch);
  multiplyPacked(x, 1, I, scratch, dw, O, I, O, B, false);
  columnSums(dy, B, O, db, false);
  if (!dx) return;
  pack(w, 1, O, O, I, scratch);
  multiplyPacked(dy, O, 1, scratch, dx, I, B, I, O, false);
}
