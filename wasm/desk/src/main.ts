// What enters: the page's empty element. What leaves: the desk in it, and the service worker where there is a server.

import { createApp } from "vue";
import App from "./App.vue";
import "./ui/style.css";

createApp(App).mount("#app");

if (import.meta.env.PROD && !__SINGLE__ && "serviceWorker" in navigator && location.protocol !== "file:") {
  window.addEventListener("load", () => {
    // Without it the page works as well, only not without a network.
    navigator.serviceWorker.register("./sw.js").catch(() => undefined);
  });
}
