// Starts the screen, and starts it again after a quick exit.
import { mount, unmount } from "svelte";
import App from "./App.svelte";
import { leave } from "./session/leave";
import { guard } from "./session/guard.svelte";
import { way } from "./session/way.svelte";
import "./style/tokens.css";
import "./style/themes.css";
import "./style/drill.css";
import "./style/base.css";
import "./style/neutral.css";

const TITLE = document.title;

function start(): void {
  const root = document.createElement("div");
  root.id = "app";
  document.body.replaceChildren(root);
  document.title = TITLE;
  const app = mount(App, {
    target: root,
    props: {
      leave: () => {
        leave(() => {
          guard.end();
          void unmount(app);
          way.forget();
        }, start);
      },
    },
  });
}

start();
