import { JOBS } from "./jobs.ts";

const job = JOBS[Number(process.argv[2])];
if (job === undefined) throw new Error(`no job ${process.argv[2]}: 0 to ${JOBS.length - 1}`);
process.stdout.write(JSON.stringify(await job.run()));
