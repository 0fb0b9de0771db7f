// The types of node.js.

export * from "./node/liandong.js";
export { LiandongError, type Fault } from "./error.js";
