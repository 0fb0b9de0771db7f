// What enters: nothing. What leaves: the fictional zone that the desk opens on, as text.

export { default as catalogue } from "#sample/catalogue.json?raw";
export { default as profile } from "#sample/profile.json?raw";
