// The types of web.js.

export * from "./web/liandong.js";
export { default } from "./web/liandong.js";
export { LiandongError, type Fault } from "./error.js";
