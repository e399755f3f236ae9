#!/usr/bin/env python3
"""probes.py RELEASE BTF_BASE BTF_KVM KVM_KO: prints the probe definitions (lines for kprobe_events) for one kernel.

RELEASE   what uname -r says
BTF_BASE  a file with the BTF of the kernel: vmlinux, or /sys/kernel/btf/vmlinux
BTF_KVM   a file with the BTF of the module: kvm.ko, or /sys/kernel/btf/kvm
KVM_KO    the module, not compressed: its code says where in a function a value is in which register

Offsets in structures come from the BTF (pahole), places in functions from the module's code (objdump); none from a table.
What was found where is said on stderr.
"""
import re, subprocess, sys
if len(sys.argv) != 5: sys.exit(__doc__)
v, BASE, KVM, KO = sys.argv[1:]
old = v.startswith('6.1.')
if not re.match(r'6\.(1|12)\.', v): sys.exit(f'probes.py: Linux {v} is not known; known are 6.1 and 6.12')
def pahole(st, mod=True):
    a=['pahole','-C',st]+(['--btf_base',BASE,KVM] if mod else [BASE])
    d={}
    for l in subprocess.run(a,capture_output=True,text=True).stdout.splitlines():
        m=re.match(r'\t[^\t].*?(\w+)(?:\[\d+\])?;\s*/\*\s*(\d+)\s+(\d+) \*/',l)
        if m: d[m[1]]=int(m[2])
    return d
kvm,fault,vcpu,slot,rng,gr=[pahole(s) for s in ('kvm','kvm_page_fault','kvm_vcpu','kvm_memory_slot','mmu_notifier_range','kvm_gfn_range')]
if not kvm or not fault: sys.exit(f'probes.py: {KVM} has no BTF of struct kvm; the module must be built with CONFIG_DEBUG_INFO_BTF_MODULES')
if not rng: rng=pahole('mmu_notifier_range',False)
vma=pahole('vm_area_struct',False); vma.setdefault('vm_mm',16)
dis={}; cur=None
for l in subprocess.run(['objdump','-d','-r','--no-show-raw-insn',KO],capture_output=True,text=True,check=True).stdout.splitlines():
    m=re.match(r'([0-9a-f]+) <(\S+)>:',l)
    if m: cur=m[2]; base=int(m[1],16); dis[cur]=[]; continue
    m=re.match(r'\s+([0-9a-f]+):\t(.*)',l)
    if m and cur: dis[cur].append((int(m[1],16)-base,m[2].split('#')[0].strip()))
def after(fn, pats, skip=0):
    """offset of the instruction following the first run of instructions matching pats"""
    L=dis.get(fn,[])
    for i in range(len(L)-len(pats)):
        if all(re.search(p,L[i+j][1]) for j,p in enumerate(pats)):
            if skip: skip-=1; continue
            return L[i+len(pats)]
    sys.exit(f'probes.py: the code of {fn} in {KO} is not as expected: nothing matches {pats}')
hx=hex
SEQ,INP,RS,RE=(kvm['mmu_invalidate_seq'],kvm['mmu_invalidate_in_progress'],kvm['mmu_invalidate_range_start'],kvm['mmu_invalidate_range_end'])
MN=kvm['mmu_notifier']; ACT=kvm['mn_active_invalidate_count']
f=fault; K=[]; facts=[]
def p(name,where,args='',ret=False,mod='kvm:'): K.append(f"{'r' if ret else 'p'}:kt/{name} {mod}{where} {args}".rstrip())
def kv(reg,viavcpu=False):  # the four kvm fields, reg holds kvm* (or vcpu*)
    o=lambda x: f'+{x}(+0({reg}))' if viavcpu else f'+{x}({reg})'
    return f'seq={o(SEQ)}:u64 inprog={o(INP)}:s64 rs={o(RS)}:x64 re={o(RE)}:x64'
def mn(reg):  # reg holds &kvm->mmu_notifier
    return f'seq=+{SEQ-MN}({reg}):u64 inprog=+{INP-MN}({reg}):s64 rs=+{RS-MN}({reg}):x64 re=+{RE-MN}({reg}):x64 act={ACT-MN:+d}({reg}):s64'
V=f"vcpu=+{vcpu['vcpu_id']}(%di):u32"
errt='x32' if old else 'x64'
# ---- fault side
p('fault','kvm_tdp_page_fault',f"{V} addr=+{f['addr']}(%si):x64 err=+{f['error_code']}(%si):{errt} w=+{f['write']}(%si):u8 x=+{f['exec']}(%si):u8 pre=+{f['prefetch']}(%si):u8")
p('fault_ret','kvm_tdp_page_fault','ret=$retval:s32',True)
p('faultin','kvm_faultin_pfn',f"{V} gfn=+{f['gfn']}(%si):x64 slot=+{f['slot']}(%si):x64 slotid=+{slot['id']}(+{f['slot']}(%si)):s16 slotflags=+{slot['flags']}(+{f['slot']}(%si)):x32")
so,si=after('kvm_faultin_pfn',[rf'mov\s+{hx(SEQ)}\(%rax\),%rax']); assert hx(f['mmu_seq']) in si, si
p('snap',f'kvm_faultin_pfn+{hx(so)}',f"{V} gfn=+{f['gfn']}(%si):x64 snap=%ax:u64"); facts.append(f'snap: kvm_faultin_pfn+{hx(so)} = "{si}" (the load of mmu_invalidate_seq into rax has just retired)')
if not old:
    o,i=after('kvm_faultin_pfn',[rf'mov\s+{hx(INP)}\(%rdi\),%rax']); p('pre_inprog',f'kvm_faultin_pfn+{hx(o)}',f"vcpu=+{vcpu['vcpu_id']}(%bp):u32 gfn=+{f['gfn']}(%bx):x64 inprog=%ax:s64 rs=+{RS}(%di):x64 re=+{RE}(%di):x64"); facts.append(f'pre_inprog +{hx(o)} "{i}"')
    o,i=after('kvm_faultin_pfn',[rf'mov\s+{hx(SEQ)}\(%rdi\),%rax']); p('pre_seq',f'kvm_faultin_pfn+{hx(o)}',f"vcpu=+{vcpu['vcpu_id']}(%bp):u32 gfn=+{f['gfn']}(%bx):x64 snap=%dx:u64 seq=%ax:u64"); facts.append(f'pre_seq +{hx(o)} "{i}"')
    o,i=after('kvm_faultin_pfn',[rf'mov\s+{hx(INP)}\(%rax\),%rdx']); p('post_inprog',f'kvm_faultin_pfn+{hx(o)}',f"vcpu=+{vcpu['vcpu_id']}(%bp):u32 gfn=+{f['gfn']}(%bx):x64 pfn=+{f['pfn']}(%bx):x64 inprog=%dx:s64 rs=+{RS}(%ax):x64 re=+{RE}(%ax):x64"); facts.append(f'post_inprog +{hx(o)} "{i}"')
    o,i=after('kvm_faultin_pfn',[rf'mov\s+{hx(SEQ)}\(%rax\),%rdx']); p('post_seq',f'kvm_faultin_pfn+{hx(o)}',f"vcpu=+{vcpu['vcpu_id']}(%bp):u32 gfn=+{f['gfn']}(%bx):x64 pfn=+{f['pfn']}(%bx):x64 snap=%cx:u64 seq=%dx:u64"); facts.append(f'post_seq +{hx(o)} "{i}"')
p('faultin_ret','kvm_faultin_pfn','ret=$retval:s32',True)
wr='%cx' if old else '%r8'   # write_fault: 4th arg (6.1), 5th (6.12)
p('gup','hva_to_pfn',f'hva=%di:x64 async={"%dx" if old else "%cx"}:x64 w={wr}:u8')
p('gup_ret','hva_to_pfn','pfn=$retval:x64',True)
p('stale','is_page_fault_stale',f"{V} gfn=+{f['gfn']}(%si):x64 pfn=+{f['pfn']}(%si):x64 hva=+{f['hva']}(%si):x64 w=+{f['write']}(%si):u8 mapw=+{f['map_writable']}(%si):u8 snap=+{f['mmu_seq']}(%si):u64 {kv('%di',True)}")
p('stale_ret','is_page_fault_stale','ret=$retval:u8',True)
p('map','kvm_tdp_mmu_map',f"{V} gfn=+{f['gfn']}(%si):x64 pfn=+{f['pfn']}(%si):x64 {kv('%di',True)}")
p('map_ret','kvm_tdp_mmu_map','ret=$retval:s32',True)
p('rel','kvm_release_pfn_clean','pfn=%di:x64')
# ---- notifier side
p('inv_start','kvm_mmu_notifier_invalidate_range_start',f"start=+{rng['start']}(%si):x64 end=+{rng['end']}(%si):x64 event=+{rng['event']}(%si):u32 flags=+{rng['flags']}(%si):x32 {mn('%di')}")
if old:
    o,i=after('kvm_mmu_notifier_invalidate_range_start',[r'add\s+\$0x1,%rax',rf'mov\s+%rax,{hx(INP-MN)}\(%r13\)'])
    p('inv_begin',f'kvm_mmu_notifier_invalidate_range_start+{hx(o)}',f"start=%bx:x64 end=%bp:x64 inprog=%ax:s64 seq=+{SEQ-MN}(%r13):u64")
else:
    o,i=after('kvm_mmu_notifier_invalidate_range_start',[rf'mov\s+%rdx,{hx(INP-MN)}\(%r15\)'])
    p('inv_begin',f'kvm_mmu_notifier_invalidate_range_start+{hx(o)}',f"start=%bp:x64 end=%r12:x64 inprog=%dx:s64 seq=+{SEQ-MN}(%r15):u64")
facts.append(f'inv_begin: kvm_mmu_notifier_invalidate_range_start+{hx(o)} "{i}" (store of in_progress+1 has just retired, mmu_lock held for write)')
p('unmap','kvm_unmap_gfn_range',f"gs=+{gr['start']}(%si):x64 ge=+{gr['end']}(%si):x64 slotid=+{slot['id']}(+0(%si)):s16 {kv('%di')}")
p('unmap_ret','kvm_unmap_gfn_range','flush=$retval:u8',True)
p('inv_start_ret','kvm_mmu_notifier_invalidate_range_start','ret=$retval:s32',True)
p('inv_stop','kvm_mmu_notifier_invalidate_range_end',f"start=+{rng['start']}(%si):x64 end=+{rng['end']}(%si):x64 {mn('%di')}")
if old:
    o,i=after('kvm_mmu_notifier_invalidate_range_end',[rf'addq\s+\$0x1,{hx(SEQ-MN)}\(%rbx\)',rf'subq\s+\$0x1,{hx(INP-MN)}\(%rbx\)'])
    p('inv_end',f'kvm_mmu_notifier_invalidate_range_end+{hx(o)}',f"start=%r13:x64 last=%bp:x64 seq=+{SEQ-MN}(%bx):u64 inprog=+{INP-MN}(%bx):s64")
else:
    # instruction after the call to kvm_mmu_invalidate_end
    L=dis['kvm_mmu_notifier_invalidate_range_end']; n=0
    idx=[k for k,(a,b) in enumerate(L) if b.startswith('call')]
    # calls: fentry, srcu_read_lock, interval_tree_iter_first, raw_write_lock, kvm_mmu_invalidate_end
    o,i=L[idx[4]+1]
    p('inv_end',f'kvm_mmu_notifier_invalidate_range_end+{hx(o)}',f"start=%r14:x64 last=+0(%sp):x64 seq=+{SEQ}(%r13):u64 inprog=+{INP}(%r13):s64")
facts.append(f'inv_end: kvm_mmu_notifier_invalidate_range_end+{hx(o)} "{i}" (seq+1 and in_progress-1 both done, mmu_lock still held for write)')
p('inv_stop_ret','kvm_mmu_notifier_invalidate_range_end','',True)
p('kinv_begin','kvm_mmu_invalidate_begin',kv('%di')); p('kinv_end','kvm_mmu_invalidate_end',kv('%di'))
p('flush','kvm_flush_remote_tlbs',kv('%di'))
p('flush_ret','kvm_flush_remote_tlbs','',True)
if old: p('chpte','kvm_mmu_notifier_change_pte','addr=%dx:x64 pte=%cx:x64')
p('clrflush_young','kvm_mmu_notifier_clear_flush_young','start=%dx:x64 end=%cx:x64')
p('clr_young','kvm_mmu_notifier_clear_young','start=%dx:x64 end=%cx:x64')
p('test_young','kvm_mmu_notifier_test_young','addr=%dx:x64')
p('memslot','kvm_set_memslot',f"change=%cx:u32 {kv('%di')} act=+{ACT}(%di):s64"); p('memslot_ret','kvm_set_memslot','ret=$retval:s32',True)
p('swap_slots','kvm_swap_active_memslots',f"as=%si:u32 act=+{ACT}(%di):s64")
p('flush_slot','kvm_arch_flush_shadow_memslot',f"slotid=+{slot['id']}(%si):s16")
p('spte_clear','mmu_spte_clear_track_bits','sptep=%si:x64 old=+0(%si):x64')  # rmap/shadow path only (tdp_mmu=0)
# ---- primary MMU side (vmlinux)
p('mm_fault','handle_mm_fault',f"mm=+{vma['vm_mm']}(%di):x64 addr=%si:x64 fl=%dx:x32",mod=''); p('mm_fault_ret','handle_mm_fault','ret=$retval:x32',True,mod='')
p('zap','unmap_page_range',f"mm=+{vma['vm_mm']}(%si):x64 start=%dx:x64 end=%cx:x64",mod='')
p('zap_ret','unmap_page_range','',True,mod='')
p('prot','change_protection',f"mm=+{vma['vm_mm']}(%si):x64 start=%dx:x64 end=%cx:x64",mod=''); p('prot_ret','change_protection','',True,mod='')
p('mvpt','move_page_tables',f"mm=+{vma['vm_mm']}(%di):x64 from=%si:x64 to=%cx:x64 len=%r8:x64",mod=''); p('mvpt_ret','move_page_tables','',True,mod='')
if old:
    p('rmap_add','page_add_new_anon_rmap',f"page=%di:x64 mm=+{vma['vm_mm']}(%si):x64 addr=%dx:x64",mod='')
    p('rmap_del','page_remove_rmap',f"page=%di:x64 mm=+{vma['vm_mm']}(%si):x64",mod='')
else:
    p('rmap_add','folio_add_new_anon_rmap',f"page=%di:x64 mm=+{vma['vm_mm']}(%si):x64 addr=%dx:x64",mod='')
    p('rmap_del','folio_remove_rmap_ptes',f"page=%si:x64 mm=+{vma['vm_mm']}(%cx):x64 nr=%dx:u32",mod='')
print('\n'.join(K))
o=sys.stderr
o.write(f'kernel {v}\n'); 
for n,d,ks in (('kvm',kvm,('mmu_lock','mm','mn_active_invalidate_count','mmu_notifier','mmu_invalidate_seq','mmu_invalidate_in_progress','mmu_invalidate_range_start','mmu_invalidate_range_end')),
               ('kvm_page_fault',fault,('addr','error_code','prefetch','exec','write','gfn','slot','mmu_seq','pfn','hva','map_writable')),('kvm_vcpu',vcpu,('kvm','vcpu_id')),
               ('kvm_memory_slot',slot,('base_gfn','npages','userspace_addr','flags','id')),('mmu_notifier_range',rng,('start','end','flags','event')),('kvm_gfn_range',gr,('slot','start','end')),('vm_area_struct',vma,('vm_mm',))):
    o.write(f'struct {n}: '+', '.join(f'{k}={d.get(k)}' for k in ks)+'\n')
o.write('\n'.join(facts)+'\n')
