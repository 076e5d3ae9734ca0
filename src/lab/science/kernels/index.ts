/** Declares every kernel; a backend gets them by registerLabKernels. */
import './affine.ts';
import './conv.ts';
import './cross-entropy.ts';
import './dense-stack.ts';
import './overlaid-windows.ts';
import './recurrent.ts';
import './squared-error.ts';
import './stack-jacobians.ts';
import './stack-states.ts';
