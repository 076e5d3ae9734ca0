/**
 * The ops of tfjs that travel to the reader, by the names of their kernels: registered one by one (scripts/serve/tfjs-plugin.mjs),
 * each with the wasm backend's kernel, the cpu backend's and its gradient, as far as tfjs has them.
 *
 * An experiment that uses an op which is not here stops with "Kernel 'Xyz' not registered for backend 'wasm'" or "gradient
 * function not found for Xyz": add that name, in its place in the alphabet. On the wasm backend a name costs the reader about
 * 100 bytes. Kernels that tfjs-backend-wasm 4.22 does not have, and that therefore run on no experiment's main path:
 * Conv2DBackpropFilter (use convLayer of lab/science/kernels), UnsortedSegmentSum (the gradient of gather: multiply by a one-hot matrix).
 */
export const stockOps = [
  ...['Abs', 'Add', 'AddN', 'All', 'Any', 'ArgMax', 'ArgMin', 'AvgPool', 'AvgPoolGrad'],
  ...['BatchMatMul', 'Cast', 'ClipByValue', 'Concat', 'Conv2D', 'Conv2DBackpropFilter', 'Conv2DBackpropInput'],
  ...['Cos', 'Cumsum', 'Elu', 'EluGrad', 'Equal', 'Exp', 'ExpandDims', 'Expm1', 'Fill', 'Floor', 'FloorDiv'],
  ...['GatherV2', 'Greater', 'GreaterEqual', 'Identity', 'IsFinite', 'IsNan'],
  ...['LeakyRelu', 'Less', 'LessEqual', 'Log', 'Log1p', 'LogSoftmax', 'LogicalAnd', 'LogicalNot', 'LogicalOr'],
  ...['Max', 'MaxPool', 'MaxPoolGrad', 'Maximum', 'Mean', 'Min', 'Minimum', 'Mod', 'Multiply', 'Neg', 'NotEqual'],
  ...['OneHot', 'OnesLike', 'Pack', 'PadV2', 'Pow', 'Prod', 'Range', 'RealDiv', 'Reciprocal', 'Relu', 'Reshape'],
  ...['Reverse', 'Round', 'Rsqrt', 'Select', 'Selu', 'Sigmoid', 'Sign', 'Sin', 'Slice', 'Softmax', 'Softplus'],
  ...['SplitV', 'Sqrt', 'Square', 'SquaredDifference', 'Step', 'StridedSlice', 'Sub', 'Sum', 'Tanh', 'Tile'],
  ...['TopK', 'Transpose', 'UnsortedSegmentSum', 'Unpack', 'ZerosLike'],
];
