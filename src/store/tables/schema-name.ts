import { pgSchema } from "drizzle-orm/pg-core";

/** All tables lie in a schema of their own, so that a PostgreSQL database may serve others too. */
export const openicp = pgSchema("openicp");
