#!/bin/sh
# Draws the icons: a plain sheet with three lines, so that the home screen of a phone tells nothing. Needs ImageMagick.
set -eu
cd "$(dirname "$0")"
for size in 32 128 256 512; do
  convert -size 512x512 xc:none -fill '#26323a' -draw 'roundrectangle 32,32 479,479 96,96' \
    -stroke '#dfe6ea' -strokewidth 36 -draw 'line 144,184 368,184' -draw 'line 144,264 368,264' -draw 'line 144,344 288,344' \
    -resize "${size}x${size}" "PNG32:${size}x${size}.png"
done
