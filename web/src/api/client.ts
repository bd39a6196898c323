import { QueryCache, QueryClient } from "@tanstack/react-query";
import { faultOf } from "./fault-error.ts";

/** Keeps answers for the pages. `onSignedOut` is called when an answer says that nobody is signed in any more. */
export function makeClient(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (faultOf(error).status === 401 && query.queryKey[0] !== "session") onSignedOut();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // What a person must mend does not mend itself.
        retry: (times, error) => times < 1 && [0, 503].includes(faultOf(error).status),
        throwOnError: false,
      },
    },
  });
}
