/** Version of the engine, stamped into every document; `test/engine/version.test.ts` holds it to package.json. */
export const VERSION = "0.1.0";

declare const OPENICP_BUILD: string | undefined;

/** Tells this very code from other code of the same version: what was made by one is not taken for made by the other. A checkout that is not built says only its version. */
export const BUILD = typeof OPENICP_BUILD === "string" ? `${VERSION}+${OPENICP_BUILD}` : VERSION;
