export { columnSums, copy, multiply, packedLength, zero } from './gemm';
export { activate, activateGradient } from './activations';
export { denseBackward, denseForward, denseScratch } from './dense';
export { lstmBackward, lstmForward, recurrentScratch, rnnBackward, rnnForward } from './lstm';
export { adam, norm } from './adam';
export { convBackward, convForward, maxPoolBackward, maxPoolForward } from './conv';
export { sigmoidCrossEntropy, sigmoidCrossEntropyGradient, softmaxCrossEntropy, softmaxCrossEntropyGradient } from './cross-entropy';
