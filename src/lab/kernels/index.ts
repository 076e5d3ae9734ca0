/** Declares every kernel; a backend gets them by registerLabKernels. */
import './conv.ts';
import './cross-entropy.ts';
import './dense-stack.ts';
import './recurrent.ts';
