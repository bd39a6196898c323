/** Who is asked for a sign-off. */
export const TEAMS = ["sales", "marketing", "customer success", "product"] as const;
