#!/bin/sh
# Signs the bundle that PyInstaller made, puts it into a disk image and has that notarised:
#     sh installer/macos/pack.sh FOLDER
# Called by dev.sh package on macOS. With SIGNING_IDENTITY ("Developer ID Application: ...") it is signed
# for others, and with NOTARY_PROFILE (made once with `xcrun notarytool store-credentials`) notarised;
# without them it is signed for this Mac alone, and another one refuses to open it. The one entitlement
# is for libffi, by which Python calls the libraries for passphrases and PDF pages: on Intel it writes
# small programs into memory. All libraries have the same identity, so that those of others stay out.
# (entitlements.plist holds no comment: the system does not read one there.)
set -eu
cd "$(dirname "$0")/../.."

out=$1
mkdir -p "$out"
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' charting/__init__.py)
bundle="build/package/Dry-needling charting.app"
image="$out/dry-needling-charting-$version-macos-$(uname -m).dmg"

mkdir -p "$bundle/Contents/Resources/licences"
cp -R build/bill/. "$bundle/Contents/Resources/licences/"
# The spec had each library signed; what was added since is sealed by signing the whole once more.
if [ -n "${SIGNING_IDENTITY:-}" ]; then
    codesign --force --timestamp --options runtime --entitlements installer/macos/entitlements.plist \
        --sign "$SIGNING_IDENTITY" "$bundle"
else
    codesign --force --sign - "$bundle"
fi
codesign --verify --deep --strict --verbose=2 "$bundle"

rm -rf build/image "$image"
mkdir build/image
cp -R "$bundle" build/image/
ln -s /Applications build/image/Applications
hdiutil create -volname "Dry-needling charting" -srcfolder build/image -fs HFS+ -format UDZO -ov "$image"

if [ -n "${SIGNING_IDENTITY:-}" ]; then
    codesign --timestamp --sign "$SIGNING_IDENTITY" "$image"
fi
if [ -n "${NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
    spctl --assess --type open --context context:primary-signature --verbose "$image"
fi
cp build/bill/bill.cdx.json "${image%.dmg}.cdx.json"
shasum -a 256 "$image" "${image%.dmg}.cdx.json"
