#!/bin/sh
# Puts what PyInstaller made into a .deb and a tarball: sh installer/linux/pack.sh FOLDER
# Called by dev.sh package, which has set SOURCE_DATE_EPOCH and made build/package, build/icons and
# build/bill.
set -eu
cd "$(dirname "$0")/../.."

NAME=dry-needling-charting
# What Qt asks of the system it runs on; their names stand for the newer ones that provide them.
NEEDS="libc6 (>= 2.36), libdbus-1-3, libegl1, libfontconfig1, libfreetype6, libgl1, libglib2.0-0,
 libwayland-client0, libwayland-cursor0, libwayland-egl1, libx11-6, libx11-xcb1, libxcb-cursor0,
 libxcb-icccm4, libxcb-image0, libxcb-keysyms1, libxcb-randr0, libxcb-render-util0, libxcb-shape0,
 libxcb-shm0, libxcb-sync1, libxcb-xfixes0, libxcb-xkb1, libxkbcommon-x11-0, libxkbcommon0, zlib1g"

out=$1
mkdir -p "$out"
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' charting/__init__.py)
machine=$(dpkg --print-architecture)
day=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%d)
files=installer/linux
tree=build/deb
filled() { sed -e "s/@VERSION@/$version/g" -e "s/@DATE@/$day/g" "$1"; }
put() { mkdir -p "$(dirname "$tree/$2")" && cp "$1" "$tree/$2"; }

rm -rf "$tree"
mkdir -p "$tree/usr/lib" "$tree/usr/bin" "$tree/DEBIAN"
cp -R "build/package/$NAME" "$tree/usr/lib/$NAME"
# Wheels that came with what a debugger reads.
find "$tree/usr/lib/$NAME/_internal/sqlcipher3" "$tree/usr/lib/$NAME/_internal/sqlalchemy" \
    -name '*.so' -exec strip --strip-unneeded {} +
ln -s "../lib/$NAME/$NAME" "$tree/usr/bin/$NAME"
put $files/$NAME.desktop usr/share/applications/$NAME.desktop
put $files/$NAME.xml usr/share/mime/packages/$NAME.xml
for side in 16 24 32 48 64 128 256 512; do
    place=usr/share/icons/hicolor/${side}x$side
    put build/icons/application-$side.png "$place/apps/$NAME.png"
    put build/icons/archive-$side.png "$place/mimetypes/$NAME-archive.png"
done
mkdir -p "$tree/usr/share/metainfo" "$tree/usr/share/man/man1" "$tree/usr/share/doc/$NAME"
filled $files/$NAME.metainfo.xml.in >"$tree/usr/share/metainfo/$NAME.metainfo.xml"
filled $files/$NAME.1.in | gzip -9n >"$tree/usr/share/man/man1/$NAME.1.gz"
gzip -9nc CHANGELOG.md >"$tree/usr/share/doc/$NAME/changelog.gz"
cp $files/copyright "$tree/usr/share/doc/$NAME/copyright"
cp -R build/bill/. "$tree/usr/share/doc/$NAME/"

cat >"$tree/DEBIAN/control" <<TEXT
Package: $NAME
Version: $version
Architecture: $machine
Maintainer: The authors of Dry-needling charting <nobody@localhost>
Installed-Size: $(du -sk --apparent-size "$tree/usr" | cut -f1)
Depends: $NEEDS
Recommends: libcups2, shared-mime-info, desktop-file-utils, hicolor-icon-theme
Section: science
Priority: optional
Description: chart dry needling of the lower back while you treat
 A click on the back is a clinical fact: where it hurts, which trigger points
 were found, which needles went where and came out again, what was checked
 first, and how the patient responded. Everything is kept in one encrypted
 file on this computer.
TEXT
(cd "$tree" && find usr -type f | sort | xargs -d '\n' md5sum >DEBIAN/md5sums)
find "$tree" -type d -exec chmod 755 {} +
find "$tree" -type f -exec chmod 644 {} +
chmod 755 "$tree/usr/lib/$NAME/$NAME" "$tree/usr/lib/$NAME/charting-decoder"
find "$tree" -depth -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zxz -z2 --threads-max=1 --build "$tree" "$out/${NAME}_${version}_$machine.deb" >&2

# S: a link leads where it led.
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" \
    --transform "s,^,$NAME-$version/,S" -C "$tree/usr" -cf - "lib/$NAME" share bin |
    xz -1 -T1 >"$out/$NAME-$version-linux-$(uname -m).tar.xz"
cp build/bill/bill.cdx.json "$out/$NAME-$version-linux-$(uname -m).cdx.json"
(cd "$out" && sha256sum "${NAME}_${version}_$machine.deb" "$NAME-$version-linux-$(uname -m).tar.xz" \
    "$NAME-$version-linux-$(uname -m).cdx.json")
