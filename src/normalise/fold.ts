export { foldText } from "../sql/fold.ts";
