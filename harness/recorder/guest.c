/* kvmtest.c - tiny VMM whose host threads invalidate guest memory while vCPUs fault on it.
 * static, no libs but libc/pthread.  Own work, for trace capture.
 * usage: guest MODE OPS NPAGES NVCPU NINV [SEED]
 *   MODE: comma list of: dontneed mprotect remap mremap fork memslot dirtylog collapse ksm compact clearrefs hole thp migrate
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/kvm.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sched.h>
#include <time.h>
#include <unistd.h>
#ifndef MADV_COLLAPSE
#define MADV_COLLAPSE 25
#endif
#define PG 4096UL
#define DATA_GPA 0x200000UL
#define CODE_GPA 0x1000UL

/* guest: 32-bit flat protected mode, paging off.
 * ebx seed, esi base gpa, ecx page mask, edi budget, ebp budget reload */
asm(".pushsection .rodata\n.globl g_start,g_end\n.code32\n"
    "g_start:\n"
    "1: imull $1103515245,%ebx,%ebx\n addl $12345,%ebx\n"
    " movl %ebx,%eax\n shrl $16,%eax\n andl %ecx,%eax\n shll $12,%eax\n addl %esi,%eax\n"
    " testl $0x20000000,%ebx\n jz 2f\n"
    " movl %ebx,(%eax)\n jmp 3f\n"
    "2: movl (%eax),%edx\n"
    "3: decl %edi\n jnz 1b\n"
    " movl %ebp,%edi\n outb %al,$0x10\n jmp 1b\n"
    "g_end:\n.code64\n.popsection\n");
extern const uint8_t g_start[], g_end[];

static int kvmfd, vmfd, marker = -1;
static uint8_t *mem, *scratch;
static unsigned long npages = 32;
static atomic_int stop, ready;
static atomic_long n_io, n_mmio, n_efault, n_eintr, n_ops;
static char modes[16][16]; static int nmodes;
static int nops, nvcpu, ninv; static unsigned seed0 = 1;
static pthread_mutex_t slotlock = PTHREAD_MUTEX_INITIALIZER;

static void mark(const char *f, ...) {
  char b[256]; va_list a; va_start(a, f); int n = vsnprintf(b, sizeof b, f, a); va_end(a);
  if (marker >= 0) { ssize_t r = write(marker, b, n); (void)r; }
}
static void die(const char *s) { perror(s); fflush(stderr); _exit(2); }

static int setslot(int slot, uint64_t gpa, uint64_t size, void *hva, int flags) {
  struct kvm_userspace_memory_region r = {.slot = slot, .flags = flags, .guest_phys_addr = gpa,
    .memory_size = size, .userspace_addr = (uint64_t)hva};
  return ioctl(vmfd, KVM_SET_USER_MEMORY_REGION, &r);
}

static void *vcpu_thread(void *arg) {
  int id = (int)(long)arg; char nm[16]; snprintf(nm, 16, "kt-vcpu%d", id); prctl(PR_SET_NAME, nm);
  int fd = ioctl(vmfd, KVM_CREATE_VCPU, id); if (fd < 0) die("create_vcpu");
  int sz = ioctl(kvmfd, KVM_GET_VCPU_MMAP_SIZE, 0);
  struct kvm_run *run = mmap(0, sz, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (run == MAP_FAILED) die("mmap run");
  struct kvm_sregs s; if (ioctl(fd, KVM_GET_SREGS, &s)) die("get_sregs");
  struct kvm_segment cs = {.base = 0, .limit = 0xffffffff, .selector = 8, .type = 11, .present = 1, .db = 1, .s = 1, .g = 1};
  struct kvm_segment ds = cs; ds.type = 3; ds.selector = 16;
  s.cs = cs; s.ds = s.es = s.fs = s.gs = s.ss = ds; s.cr0 |= 1;
  if (ioctl(fd, KVM_SET_SREGS, &s)) die("set_sregs");
  struct kvm_regs r = {.rflags = 2, .rip = CODE_GPA, .rbx = seed0 * 7919u + id * 104729u + 1, .rsi = DATA_GPA,
    .rcx = npages - 1, .rdi = 64, .rbp = 64};
  if (ioctl(fd, KVM_SET_REGS, &r)) die("set_regs");
  atomic_fetch_add(&ready, 1);
  while (!atomic_load(&stop)) {
    int rc = ioctl(fd, KVM_RUN, 0);
    if (rc < 0) {
      if (errno == EFAULT) { atomic_fetch_add(&n_efault, 1); sched_yield(); continue; }
      if (errno == EINTR || errno == EAGAIN) { atomic_fetch_add(&n_eintr, 1); continue; }
      die("KVM_RUN");
    }
    switch (run->exit_reason) {
    case KVM_EXIT_IO: atomic_fetch_add(&n_io, 1); break;
    case KVM_EXIT_MMIO: atomic_fetch_add(&n_mmio, 1); if (!run->mmio.is_write) memset(run->mmio.data, 0, 8); break;
    default:
      fprintf(stderr, "vcpu%d exit %d (suberror %d hw %llx)\n", id, run->exit_reason, run->internal.suberror,
              (unsigned long long)run->hw.hardware_exit_reason);
      ioctl(fd, KVM_GET_REGS, &r); fprintf(stderr, " rip %llx rax %llx\n", r.rip, r.rax);
      atomic_store(&stop, 1); return 0;
    }
  }
  return 0;
}

static unsigned rnd(unsigned *s) { *s = *s * 1664525u + 1013904223u; return *s >> 8; }
static void wrfile(const char *p, const char *v) { int f = open(p, O_WRONLY); if (f >= 0) { ssize_t r = write(f, v, strlen(v)); (void)r; close(f); } }

static void *inv_thread(void *arg) {
  int id = (int)(long)arg; char nm[16]; snprintf(nm, 16, "kt-inv%d", id); prctl(PR_SET_NAME, nm);
  unsigned s = seed0 * 31 + id * 977 + 5;
  for (int i = 0; i < nops && !atomic_load(&stop); i++) {
    const char *m = modes[rnd(&s) % nmodes];
    unsigned long len = 1 + rnd(&s) % 8, off = rnd(&s) % npages; if (off + len > npages) len = npages - off;
    uint8_t *p = mem + off * PG; unsigned long L = len * PG; long rc = 0;
    mark("OP inv%d %s hva=0x%lx len=0x%lx", id, m, (unsigned long)p, L);
    if (!strcmp(m, "dontneed")) rc = madvise(p, L, MADV_DONTNEED);
    else if (!strcmp(m, "mprotect")) { rc = mprotect(p, L, PROT_READ); for (int k = rnd(&s) % 4; k; k--) sched_yield(); rc |= mprotect(p, L, PROT_READ | PROT_WRITE); }
    else if (!strcmp(m, "remap")) rc = mmap(p, L, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED;
    else if (!strcmp(m, "hole")) { rc = munmap(p, L); for (int k = rnd(&s) % 4; k; k--) sched_yield();
      rc |= mmap(p, L, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED; }
    else if (!strcmp(m, "mremap")) { uint8_t *q = scratch + (unsigned long)id * npages * PG;
      rc = mremap(p, L, L, MREMAP_MAYMOVE | MREMAP_FIXED, q) == MAP_FAILED;
      if (rc) rc = -errno;
      else if (rnd(&s) & 1) { rc = mremap(q, L, L, MREMAP_MAYMOVE | MREMAP_FIXED, p) == MAP_FAILED ? -errno : 0; }
      else rc = mmap(p, L, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED; }
    else if (!strcmp(m, "fork")) { pid_t c = fork(); if (!c) _exit(0); if (c > 0) waitpid(c, 0, 0); else rc = -errno; }
    else if (!strcmp(m, "memslot")) { pthread_mutex_lock(&slotlock); rc = setslot(0, DATA_GPA, 0, mem, 0);
      for (int k = rnd(&s) % 3; k; k--) sched_yield();
      rc |= setslot(0, DATA_GPA, npages * PG, mem, 0); pthread_mutex_unlock(&slotlock); }
    else if (!strcmp(m, "dirtylog")) { pthread_mutex_lock(&slotlock); rc = setslot(0, DATA_GPA, npages * PG, mem, KVM_MEM_LOG_DIRTY_PAGES);
      for (int k = rnd(&s) % 3; k; k--) sched_yield();
      rc |= setslot(0, DATA_GPA, npages * PG, mem, 0); pthread_mutex_unlock(&slotlock); }
    else if (!strcmp(m, "collapse")) { rc = madvise(mem, npages * PG, MADV_COLLAPSE); if (rc) rc = -errno; }
    else if (!strcmp(m, "thp")) rc = madvise(mem, npages * PG, MADV_DONTNEED); /* whole region: the next fault may take a huge page */
    else if (!strcmp(m, "migrate")) { void *pg[8]; int nd[8], stt[8]; int node = rnd(&s) & 1;
      for (unsigned long k = 0; k < len; k++) { pg[k] = p + k * PG; nd[k] = node; stt[k] = 0; }
      rc = syscall(SYS_move_pages, 0, len, pg, nd, stt, 2 /* MPOL_MF_MOVE */); if (rc < 0) rc = -errno; }
    else if (!strcmp(m, "ksm")) rc = madvise(p, L, MADV_MERGEABLE);
    else if (!strcmp(m, "compact")) wrfile("/proc/sys/vm/compact_memory", "1");
    else if (!strcmp(m, "clearrefs")) wrfile("/proc/self/clear_refs", rnd(&s) & 1 ? "1" : "4");
    mark("DONE inv%d %s rc=%ld", id, m, rc);
    atomic_fetch_add(&n_ops, 1);
  }
  return 0;
}

int main(int argc, char **argv) {
  if (argc < 6) { fprintf(stderr, "usage\n"); return 1; }
  for (char *t = strtok(argv[1], ","); t; t = strtok(0, ",")) strncpy(modes[nmodes++], t, 15);
  nops = atoi(argv[2]); npages = atoi(argv[3]); nvcpu = atoi(argv[4]); ninv = atoi(argv[5]); if (argc > 6) seed0 = atoi(argv[6]);
  marker = open("/sys/kernel/tracing/trace_marker", O_WRONLY | O_CLOEXEC);
  kvmfd = open("/dev/kvm", O_RDWR | O_CLOEXEC); if (kvmfd < 0) die("/dev/kvm");
  vmfd = ioctl(kvmfd, KVM_CREATE_VM, 0); if (vmfd < 0) die("create_vm");
  unsigned long sz = npages * PG, al = 2UL << 20;
  uint8_t *raw = mmap(0, sz + 2 * al, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  mem = (uint8_t *)(((uintptr_t)raw + al - 1) & ~(al - 1));
  mem = mmap(mem, sz, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  scratch = mmap(0, sz * (ninv + 1), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  uint8_t *code = mmap(0, PG, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  memcpy(code, g_start, g_end - g_start);
  mark("SETUP mem=0x%lx npages=%lu gpa=0x%lx gfn=0x%lx code=0x%lx modes=%s nops=%d nvcpu=%d ninv=%d", (unsigned long)mem, npages, DATA_GPA,
       DATA_GPA >> 12, (unsigned long)code, argv[1], nops, nvcpu, ninv);
  if (setslot(1, CODE_GPA, PG, code, 0)) die("slot1");
  if (setslot(0, DATA_GPA, sz, mem, 0)) die("slot0");
  pthread_t v[8], t[8]; 
  for (long i = 0; i < nvcpu; i++) pthread_create(&v[i], 0, vcpu_thread, (void *)i);
  while (atomic_load(&ready) < nvcpu) sched_yield();
  struct timespec ts = {0, 100000000}; nanosleep(&ts, 0);
  for (long i = 0; i < ninv; i++) pthread_create(&t[i], 0, inv_thread, (void *)i);
  for (long i = 0; i < ninv; i++) pthread_join(t[i], 0);
  mark("STOP"); atomic_store(&stop, 1);
  for (long i = 0; i < nvcpu; i++) pthread_join(v[i], 0);
  printf("kvmtest %s: ops=%ld io=%ld mmio=%ld efault=%ld eintr=%ld\n", modes[0], n_ops, n_io, n_mmio, n_efault, n_eintr);
  return 0;
}
