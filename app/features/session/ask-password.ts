export { askPasswordOver } from "./session-watch.ts";
