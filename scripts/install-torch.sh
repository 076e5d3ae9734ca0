#!/bin/sh
# Debian's PyTorch, for the comparison in `npm run bench`. As root.
set -eu
apt-get update
DEBIAN_FRONTEND=noninteractive apt-get install -y python3-torch
/usr/bin/python3 -c 'import torch; print("PyTorch", torch.__version__)'
