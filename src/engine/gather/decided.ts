/** SQL boolean on the working table: a decided deal of new business that counts, but for window and account. */
export const DECIDED =
  "status IN ('won', 'lost') AND is_new AND NOT repeated AND NOT deleted AND NOT cleaned AND NOT empty";
