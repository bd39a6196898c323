import { useQueryClient } from "@tanstack/react-query";
import { type SignOff, signOffQuery } from "../api/decisions.ts";

/** Takes what the server answered as what is known of the sign-off, and asks again for what counts it. */
export function useKept(line: string): (answer: SignOff) => void {
  const client = useQueryClient();
  return (answer) => {
    client.setQueryData(signOffQuery(line, answer.number).queryKey, answer);
    void client.invalidateQueries({ queryKey: ["/api/icp/versions"] });
    void client.invalidateQueries({ queryKey: ["/api/overview"] });
  };
}
