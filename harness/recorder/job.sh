T=/sys/kernel/tracing
cat /ver.txt
[ -c /dev/kvm ] || { echo 'NO /dev/kvm - giving up'; exit 1; }
echo 0 > $T/tracing_on; echo $(cat /clock.txt) > $T/trace_clock; cat /buffer.txt > $T/buffer_size_kb; echo 0 > $T/options/irq-info 2>/dev/null
n=0; bad=0
while read -r l; do if echo "$l" >> $T/kprobe_events 2>/tmp/err; then n=$((n+1)); else bad=$((bad+1)); echo "KPROBE-FAIL $l"; tail -3 $T/error_log; fi; done < /kp.txt
echo "kprobes ok=$n bad=$bad"
for e in mm_fault mm_fault_ret zap zap_ret prot prot_ret mvpt mvpt_ret rmap_add rmap_del; do echo 'comm ~ "k*"' > $T/events/kt/$e/filter; done
echo 1 > $T/events/kt/enable
for e in kvm/kvm_page_fault kvm/kvm_unmap_hva_range kvm/kvm_age_hva kvm/kvm_test_age_hva kvm/kvm_set_spte_hva kvmmmu/kvm_tdp_mmu_spte_changed kvmmmu/kvm_mmu_set_spte kvmmmu/kvm_mmu_spte_requested kvmmmu/fast_page_fault kvmmmu/kvm_mmu_zap_all_fast kvmmmu/mark_mmio_spte kvmmmu/handle_mmio_page_fault kvmmmu/kvm_mmu_split_huge_page kvmmmu/kvm_mmu_prepare_zap_page kvm/kvm_userspace_exit migrate/set_migration_pte migrate/remove_migration_pte; do
  [ -e $T/events/$e/enable ] && echo 1 > $T/events/$e/enable; done
echo 'reason != 2' > $T/events/kvm/kvm_userspace_exit/filter
case $(uname -r) in 6.1.*) f='old_spte != 0 || new_spte != 0x5a0';; *) f='old_spte != 0x8000000000000000 || new_spte != 0x80000000000005a0';; esac
echo "$f" > $T/events/kvmmmu/kvm_tdp_mmu_spte_changed/filter
echo 'comm ~ "k*"' > $T/events/kmem/mm_page_free/filter; echo 1 > $T/events/kmem/mm_page_free/enable
mkdir -p /tmp/o; cp /proc/kallsyms /tmp/o/kallsyms 2>/dev/null; rm /tmp/o/kallsyms
while read -r name modes ops np nv ni seed pre; do
  [ -z "$name" ] && continue
  [ "$pre" = ksm ] && { echo 1 > /sys/kernel/mm/ksm/run; echo 1 > /sys/kernel/mm/ksm/sleep_millisecs; echo 1000 > /sys/kernel/mm/ksm/pages_to_scan; }
  echo > $T/trace; a=$(cut -d' ' -f1 /proc/uptime)
  echo 1 > $T/tracing_on; kvmtest $modes $ops $np $nv $ni $seed & kp=$!; k=0; hung=0; while kill -0 $kp 2>/dev/null; do sleep 0.2; k=$((k+1)); [ $k -gt $(($(cat /limit.txt) * 5)) ] && { hung=1; echo HUNG; break; }; done; echo 0 > $T/tracing_on
  echo 0 > /sys/kernel/mm/ksm/run
  b=$(cut -d' ' -f1 /proc/uptime)
  f=/tmp/o/$name.log
  { echo "# scenario $name: kvmtest $modes $ops $np $nv $ni $seed"; uname -a | sed 's/^/# /'; echo "# trace_clock $(cat $T/trace_clock)"; cat $T/trace; } > $f
  { for c in $T/per_cpu/cpu*; do echo "$c $(tr '\n' ' ' < $c/stats)"; done; echo "--- kprobe_profile (event hits missed, cumulative over the scenarios of this boot)"; cat $T/kprobe_profile; } > /tmp/o/$name.stats
  echo "SCEN $name from $a to $b lines $(wc -l < $f) dropped $(cat $T/per_cpu/cpu*/stats | awk '/overrun|dropped/{s+=$NF} END{print s}') stale1 $(grep -c 'stale_ret:.*ret=1' $f) faultret1 $(grep -c ' fault_ret:.*ret=1' $f) done $(cut -d' ' -f1 /proc/uptime)"
  [ $hung = 1 ] && break
done < /scen.txt
cat $T/kprobe_events > /tmp/o/kprobe_events
dmesg > /tmp/o/dmesg; grep -c -i -E 'warn|bug:' /tmp/o/dmesg
cd /tmp/o; tar cf - . | gzip -4 > /tmp/o.tgz; ls -l /tmp/o.tgz; cat /tmp/o.tgz > /dev/ttyS1
