import fc from "fast-check";

/**
 * The seed of every property test: the same on each machine, so that `npm test` says of a commit the same thing twice.
 * `OPENICP_SEED=N` (an integer) tries other examples; `npm run soak:properties` tries many.
 */
const told = process.env.OPENICP_SEED;
if (told !== undefined && !/^-?\d+$/.test(told)) throw new Error(`OPENICP_SEED is no integer: ${told}`);
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(told ?? 20261122) });
