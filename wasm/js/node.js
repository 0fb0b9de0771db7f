// The entry for Node: the module is there as soon as this is imported.

export * from "./node/liandong.js";
export { LiandongError } from "./error.js";
