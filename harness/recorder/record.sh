#!/bin/sh
# record.sh BZIMAGE MODULES SCENARIO TIMEOUT OUTPUT SEED COUNT: boots a kernel in QEMU, runs one scenario in it, and brings back its log.
#
# BZIMAGE   the kernel
# MODULES   its folder of modules, lib/modules/RELEASE, which has kvm.ko and kvm-amd.ko; its name says the release
# SCENARIO  a name in scenarios.txt: NAME OPERATIONS COUNT PAGES VCPUS INVALIDATORS SEED
# TIMEOUT   seconds after which the boot is given up
# OUTPUT    the log: lines of the test's virtual machine and its memory only (trim.py)
# SEED      instead of the scenario's; - for that
# COUNT     how many operations each invalidating thread does, instead of the scenario's; - for that
#
# No virtualisation is needed: QEMU's TCG emulates AMD SVM with nested paging, and KVM runs on that. Nothing is installed or downloaded.
set -eu
image=$1 modules=${2%/} scenario=$3 limit=$4 output=$5 seed=$6 count=$7
here=$(cd "$(dirname "$0")" && pwd)
release=$(basename "$modules")
work=$(mktemp -d "${TMPDIR:-/tmp}/pfnproof-record.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
say() { printf 'pfnproof: %s\n' "$1" >&2; }
fail() { say "$1"; exit 2; }

grep "^$scenario " "$here/scenarios.txt" > "$work/given.txt" ||
  fail "there is no scenario $scenario; there are $(cut -d' ' -f1 "$here/scenarios.txt" | tr '\n' ' ')"
awk -v seed="$seed" -v count="$count" '{ if (seed != "-") $7 = seed; if (count != "-") $3 = count; print }' "$work/given.txt" > "$work/scen.txt"
# An operation gives some 400 events, of 100 bytes in the buffer of one CPU, and 200 as text.
operations=$(cut -d' ' -f3 "$work/scen.txt")

module() { # NAME OPTIONAL
  file=$(find "$modules" -name "$1.ko" -o -name "$1.ko.xz" -o -name "$1.ko.zst" -o -name "$1.ko.gz" | head -n 1)
  case $file in
    *.ko) cp "$file" "$work/root/ko/$1.ko" ;;
    *.xz) xz -dc "$file" > "$work/root/ko/$1.ko" ;;
    *.zst) zstd -qdc "$file" > "$work/root/ko/$1.ko" ;;
    *.gz) gzip -dc "$file" > "$work/root/ko/$1.ko" ;;
    *) [ -n "${2:-}" ] || fail "there is no $1.ko in $modules; the kernel needs CONFIG_KVM=m and CONFIG_KVM_AMD=m" ;;
  esac
}

mkdir -p "$work/root/bin" "$work/root/ko" "$work/root/proc" "$work/root/sys" "$work/root/dev" "$work/root/tmp"
module kvm
module kvm-amd
module irqbypass optional
module ccp optional

say "reading the offsets of Linux $release"
sh "$here/extract-vmlinux.sh" "$image" "$work/vmlinux" >&2 || fail "$image: no compressed kernel is found in it"
python3 "$here/probes.py" "$release" "$work/vmlinux" "$work/root/ko/kvm.ko" "$work/root/ko/kvm.ko" > "$work/root/kp.txt" ||
  fail "no probes for Linux $release"

gcc -O2 -static -pthread -o "$work/root/bin/kvmtest" "$here/guest.c" || fail "guest.c cannot be compiled"
cp "$(command -v busybox)" "$work/root/bin/busybox"
cp "$here/init" "$work/root/init"
cp "$here/job.sh" "$work/root/job.sh"
cp "$work/scen.txt" "$work/root/scen.txt"
echo "$release $scenario" > "$work/root/ver.txt"
echo counter > "$work/root/clock.txt"
echo $((24576 + operations * 64)) > "$work/root/buffer.txt"
echo "$limit" > "$work/root/limit.txt"
chmod +x "$work/root/init"
(cd "$work/root" && find . | cpio -o -H newc --quiet | gzip -1) > "$work/initrd.gz"

say "booting it in QEMU, for at most $limit s"
timeout -k 5 "$limit" qemu-system-x86_64 -accel tcg,thread=multi -machine q35 -cpu qemu64,+svm,+npt -smp 4 -m $((1024 + operations)) -nodefaults \
  -no-user-config -display none -no-reboot -kernel "$image" -initrd "$work/initrd.gz" \
  -serial "file:$work/console" -serial "file:$work/logs.tgz" \
  -append "console=ttyS0 panic=-1 preempt=full nokaslr mitigations=off quiet loglevel=4 nmi_watchdog=0 nowatchdog no_timer_check" >&2 || {
  tail -n 20 "$work/console" >&2
  say "the boot did not end in $limit s, which happens once in a while; try again, or give it more with --timeout"
  exit 3
}
sed -n '/BOOT-OK/,$p' "$work/console" >&2
tar xzf "$work/logs.tgz" -C "$work" "./$scenario.log" 2> /dev/null || {
  tail -n 20 "$work/console" >&2
  say "the kernel brought back no log; what it said is above"
  exit 3
}
python3 "$here/trim.py" "$work/$scenario.log" > "$work/trimmed.log"
mv "$work/trimmed.log" "$output"
say "$output: $(grep -vc '^#' "$output") events"
