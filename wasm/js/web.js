// The entry for browsers: await the default export once, then use the rest.

export * from "./web/liandong.js";
export { default } from "./web/liandong.js";
export { LiandongError } from "./error.js";
