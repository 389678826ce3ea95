/* What the machine does to a program under test, without the program knowing: another time, and a device that is full.
   Loaded before the C library (LD_PRELOAD); what stands in the file that OUTSIDE names decides, at every call:
     [0] milliseconds that the wall clock is ahead, [1] milliseconds that the boot clock is ahead, [2] bytes that files
     below the folder OUTSIDE_DISK may take, 0 for as many as there are.
   The monotonic clock stays as it is, as it does while a machine sleeps: timers and frames go on. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const volatile int64_t *said;
static char disk[4096];

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("OUTSIDE");
  int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (file < 0) return;
  void *page = mmap(NULL, 24, PROT_READ, MAP_SHARED, file, 0);
  if (page != MAP_FAILED) said = page;
  close(file);
  const char *folder = getenv("OUTSIDE_DISK");
  if (folder) snprintf(disk, sizeof disk, "%s/", folder);
}

#define REAL(name) ({ static __typeof__(name) *real; if (!real) real = dlsym(RTLD_NEXT, #name); real; })

/* ---- time ---- */

static void ahead(int64_t ms, struct timespec *at) {
  int64_t nanos = at->tv_nsec + (ms % 1000) * 1000000;
  at->tv_sec += ms / 1000 + nanos / 1000000000 - (nanos < 0);
  at->tv_nsec = (nanos % 1000000000 + 1000000000) % 1000000000;
}

int clock_gettime(clockid_t clock, struct timespec *at) {
  int result = REAL(clock_gettime)(clock, at);
  if (result == 0 && said) {
    if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) ahead(said[0], at);
    if (clock == CLOCK_BOOTTIME) ahead(said[1], at);
  }
  return result;
}

int gettimeofday(struct timeval *restrict at, void *restrict zone) {
  struct timespec now;
  (void)zone;
  if (clock_gettime(CLOCK_REALTIME, &now)) return -1;
  at->tv_sec = now.tv_sec;
  at->tv_usec = now.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *at) {
  struct timespec now = {0};
  clock_gettime(CLOCK_REALTIME, &now);
  if (at) *at = now.tv_sec;
  return now.tv_sec;
}

/* ---- a device that is full ---- */

static int64_t taken(const char *folder) {
  DIR *open_folder = opendir(folder);
  int64_t sum = 0;
  for (struct dirent *item; open_folder && (item = readdir(open_folder));) {
    char path[4096];
    struct stat about;
    if (item->d_name[0] == '.' && strspn(item->d_name, ".") == strlen(item->d_name)) continue;
    snprintf(path, sizeof path, "%s/%s", folder, item->d_name);
    if (lstat(path, &about)) continue;
    sum += S_ISDIR(about.st_mode) ? taken(path) : about.st_size;
  }
  if (open_folder) closedir(open_folder);
  return sum;
}

/* Whether a file may reach to `end`; what is within it already may always be written over. */
static int has_room(int file, int64_t end) {
  if (!said || said[2] == 0 || !disk[0]) return 1;
  char link[64], path[4096];
  struct stat about;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0 || strncmp(path, disk, strlen(disk)) || fstat(file, &about) || end <= about.st_size) return 1;
  if (taken(disk) + end - about.st_size <= said[2]) return 1;
  errno = ENOSPC;
  return 0;
}

ssize_t write(int file, const void *bytes, size_t count) {
  off_t at = said && said[2] ? lseek(file, 0, SEEK_CUR) : -1;
  if (at >= 0 && !has_room(file, at + (int64_t)count)) return -1;
  return REAL(write)(file, bytes, count);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) {
  return has_room(file, at + (int64_t)count) ? REAL(pwrite)(file, bytes, count, at) : -1;
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) {
  return has_room(file, at + (int64_t)count) ? REAL(pwrite64)(file, bytes, count, at) : -1;
}

int ftruncate(int file, off_t length) { return has_room(file, length) ? REAL(ftruncate)(file, length) : -1; }

int ftruncate64(int file, off64_t length) { return has_room(file, length) ? REAL(ftruncate64)(file, length) : -1; }
