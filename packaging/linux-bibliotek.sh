#!/bin/sh
# Det som Qt behöver av systemet på en naken Linux (Debian, Ubuntu). På Windows finns allt redan.
set -eu
python="${1:-.venv/bin/python}"
if "$python" -c 'import PySide6.QtWidgets, PySide6.QtPrintSupport' 2>/dev/null; then
    exit 0
fi
packages="libegl1 libgl1 libglib2.0-0 libxkbcommon0 libxkbcommon-x11-0 libfontconfig1 libfreetype6 libdbus-1-3
    libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0
    libxcb-xinerama0 libxcb-xkb1 libcups2 fonts-dejavu-core"
if ! command -v apt-get >/dev/null; then
    echo "Qt saknar systembibliotek. Installera det som motsvarar: $packages" >&2
    exit 1
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then as_root="sudo"; fi
$as_root apt-get update -qq
# shellcheck disable=SC2086 - en lista av paket
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
"$python" -c 'import PySide6.QtWidgets, PySide6.QtPrintSupport'
