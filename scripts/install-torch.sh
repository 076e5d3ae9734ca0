#!/bin/sh
# Debian's PyTorch, for the comparison in `npm run bench`, and OpenBLAS: with the reference BLAS, which comes otherwise,
# PyTorch is several times slower than it need be. As root.
set -eu
apt-get update
DEBIAN_FRONTEND=noninteractive apt-get install -y python3-torch libopenblas0-pthread
/usr/bin/python3 -c 'import torch; print("PyTorch", torch.__version__)'
