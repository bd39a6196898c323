/** 1 MB pieces of the write-ahead log instead of 16 MB: a small folder, quickly copied. */
export const WAL_SEGMENT = "--wal-segsize=1";

/**
 * How PostgreSQL is started inside PGlite: PGlite's own parameters but for -F, which switches fsync off. `wal_sync_method=fsync`
 * because PGlite takes fdatasync, the default, for done without doing it. The store is small, so 16 MB of buffers instead of 128 do.
 */
export const START: readonly string[] = [
  "--single",
  "-O",
  "-j",
  ...[
    "search_path=public",
    "exit_on_error=false",
    "log_checkpoints=false",
    "max_worker_processes=0",
    "max_parallel_workers=0",
    "max_parallel_workers_per_gather=0",
    "max_parallel_maintenance_workers=0",
    "io_method=sync",
    "fsync=on",
    "wal_sync_method=fsync",
    "synchronous_commit=on",
    "full_page_writes=on",
    "shared_buffers=16MB",
  ].flatMap((setting) => ["-c", setting]),
];
