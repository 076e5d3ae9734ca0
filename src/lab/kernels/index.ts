/** Declares every kernel; a backend gets them by registerLabKernels. */
import './dense-stack.ts';
import './recurrent.ts';
