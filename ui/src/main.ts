// Starts the screen, or the plain page when the document was taken for a quick exit.
import { mount, unmount } from "svelte";
import App from "./App.svelte";
import { leave, plainPage } from "./session/leave";
import { reminders } from "./session/reminders.svelte";
import { begun, renew } from "./session/renew";
import { words } from "./text/words.svelte";
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
  const anew = (plain: boolean) =>
    void renew({ plain: plain ? words.language : null, due: reminders.due });
  const app = mount(App, {
    target: root,
    props: {
      leave: () => {
        leave(
          () => void unmount(app),
          () => anew(true),
        );
      },
      renew: () => anew(false),
    },
  });
}

const { plain, due } = begun();
reminders.due = due;
if (plain === null) start();
else {
  words.use(plain);
  plainPage(start);
}
