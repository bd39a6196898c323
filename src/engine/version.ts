/** Version of the engine, stamped into every document; `test/engine/version.test.ts` holds it to package.json. */
export const VERSION = "0.1.0";
