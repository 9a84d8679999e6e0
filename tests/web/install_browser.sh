#!/bin/sh
# Chromium for the browser tests: nothing where one is there, else the system's package, else Playwright's own.
set -eu
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
[ -n "${CHROMIUM:-}" ] && exit 0
if command -v apt-get >/dev/null 2>&1; then
    as_root=""
    [ "$(id -u)" = 0 ] || as_root="sudo"
    echo "Installing Chromium for the browser tests ..."
    if $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null; then
        exit 0
    fi
fi
if "$1/playwright" install chromium; then exit 0; fi
echo "The browser tests need Chromium: install it with your system's tools, or name it by CHROMIUM=/path/to/chromium." >&2
exit 1
