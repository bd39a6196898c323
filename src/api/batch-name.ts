import { z } from "./route.ts";

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._()-]{0,100}\.(csv|tsv|txt|json|ndjson|jsonl|xlsx|parquet)(\.gz)?$/iu;

/** What a body that is a file is called: its end tells how it is read, and it is no path. */
export function batchName(usual: string) {
  return z
    .string()
    .regex(NAME, "a file's name ends in csv, tsv, txt, json, ndjson, jsonl, xlsx or parquet, or one of these and gz")
    .default(usual)
    .openapi({ description: "What the body is called: its end tells how it is read" });
}
